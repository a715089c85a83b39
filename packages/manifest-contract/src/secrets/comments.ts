import type { ScalarPlace } from './scan-nodes.js';

/** A comment's text, without its `#`. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}

/**
 * The comments of a YAML text: every `#` that begins a line or follows a blank and stands in no scalar, to the line's
 * end. `places` are the scalars in order of place.
 */
export function* findComments(text: string, places: readonly ScalarPlace[]): Generator<Comment> {
  let next = 0;
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at)) {
    while ((places[next]?.end ?? Infinity) <= at) next += 1;
    const place = places[next];
    const before = text.charAt(at - 1);
    if (place !== undefined && place.start <= at) {
      at = place.end;
    } else if (at > 0 && !/\s/.test(before)) {
      at += 1;
    } else {
      const newline = text.indexOf('\n', at);
      const end = newline === -1 ? text.length : newline;
      yield { start: at + 1, end };
      at = end;
    }
  }
}
