import { CREDENTIAL_WAYS, credentialKey } from './credentials.js';
import { type Format, SHAPELESS_FORMATS, TOKEN_FORMATS } from './formats.js';
import { ENCODED_WAYS, PLAIN_WAYS, REFERENCE_WAYS, type Way, YAML_WAYS } from './hiding.js';
import { type Plant, type PlantClass, plant } from './plant.js';
import type { Random } from './random.js';
import { SAYINGS } from './sayings.js';

/** Every format in `rounds` plain places, every way of hiding with `rounds` formats, every credential place `rounds` times. */
export function* plants(random: Random, rounds: number): Generator<Plant> {
  for (const format of TOKEN_FORMATS) {
    for (let round = 0; round < rounds; round += 1) {
      yield hidden('format', format, random, () => random.pick(PLAIN_WAYS));
    }
  }
  yield* everyWay('hidden by YAML', YAML_WAYS, rounds, random, () => random.pick(TOKEN_FORMATS));
  yield* everyWay('encoded', ENCODED_WAYS, rounds, random, () => random.pick(TOKEN_FORMATS));
  for (const way of REFERENCE_WAYS) {
    yield* everyWay('hidden by a reference', [way], rounds, random, () =>
      way.anyShape && random.next() < 0.4 ? random.pick(SHAPELESS_FORMATS) : random.pick(TOKEN_FORMATS),
    );
  }
  for (const way of [...CREDENTIAL_WAYS, ...SAYINGS]) {
    for (let round = 0; round < rounds; round += 1) {
      const key = credentialKey(random);
      const insertion = way.hide(key, random);
      if (insertion !== null)
        yield vary(plant('credential key', `${key}, ${way.name}`, insertion, random), random);
    }
  }
}

function* everyWay(
  kind: PlantClass,
  ways: readonly Way[],
  rounds: number,
  random: Random,
  format: () => Format,
) {
  for (const way of ways) {
    for (let round = 0; round < rounds; round += 1) yield hidden(kind, format(), random, () => way, format);
  }
}

/** One plant; where a way cannot take the format, another way or format is drawn. */
function hidden(
  kind: PlantClass,
  first: Format,
  random: Random,
  way: () => Way,
  format: () => Format = () => first,
): Plant {
  for (let attempt = 0, chosen = first; attempt < 200; attempt += 1, chosen = format()) {
    const by = way();
    const insertion = by.hide(chosen.make(random), random);
    if (insertion !== null) return vary(plant(kind, `${chosen.name}, ${by.name}`, insertion, random), random);
  }
  throw new Error(`No format can be hidden by "${way().name}".`);
}

/** Line ends and a byte order mark, which must not matter. */
function vary(made: Plant, random: Random): Plant {
  const chance = random.next();
  if (chance < 0.08)
    return { ...made, label: `${made.label}, CRLF`, text: made.text.replaceAll('\n', '\r\n') };
  if (chance < 0.12) return { ...made, label: `${made.label}, BOM`, text: `\ufeff${made.text}` };
  return made;
}
