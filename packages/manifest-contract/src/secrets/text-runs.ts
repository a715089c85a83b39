/** A text under scan, with the ends of its runs of token characters remembered so that no run is measured twice. */
export class TextRuns {
  readonly text: string;
  #from = 0;
  #to = -1;

  constructor(text: string) {
    this.text = text;
  }

  /** The end of the run of letters, digits, `_` and `-` that holds `at`; `at` itself when it is none of them. */
  wordEnd(at: number): number {
    if (at >= this.#from && at < this.#to) return this.#to;
    let end = at;
    while (isWordUnit(this.text.charCodeAt(end))) end += 1;
    this.#from = at;
    this.#to = end;
    return end;
  }
}

/** Whether a UTF-16 unit is a letter, a digit, `_` or `-` of ASCII. */
export function isWordUnit(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95 ||
    unit === 45
  );
}
