/**
 * Tells generated strings from written ones. Words, identifiers and model names are made of pairs of letters that
 * English uses often and change between small letters, capitals and digits seldom; random tokens do neither.
 */

const COMMON_PAIRS =
  'thheinerreonatenndtiesorteofedisitalarsttontngsehaasouioleevecomedehiriroicneearaceliichllbemasiomuret' +
  'caeltaladinsifohopeecprnoctusacotiltrlynctutssorsunlowagewheewiemadolrtpowenaulnitsmoowpaimmiaishirsuid' +
  'osiviaamficiviplevigtuldrympfeblabghtyopwosaayexkefrooavagifapgrodbospnodorductboeiovbyrmepttocfaefcurn' +
  'scgidayocrclduugaueququffbaeyallsvaumpuaupluggohtrusrugdsltpircrregauckewmubrbipkoakpuuirgibtlnyki' +
  'rkysobmmufumsfuphogyeudbubipoirlgudrhrcctwftwnafunneovorvoknlmyglawjuoasyloplfkngymayhyzexksbstupo' +
  'apiksvbrepidbjsymlonfmdcsxmldfpyggenodaturlttps';

const COMMON = new Uint8Array(26 * 26);
for (let i = 0; i + 1 < COMMON_PAIRS.length; i += 1) {
  COMMON[(COMMON_PAIRS.charCodeAt(i) - 97) * 26 + COMMON_PAIRS.charCodeAt(i + 1) - 97] = 1;
}

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

function classOf(unit: number): number {
  if (unit >= 97 && unit <= 122) return LOWER;
  if (unit >= 65 && unit <= 90) return UPPER;
  return unit >= 48 && unit <= 57 ? DIGIT : 0;
}

/**
 * The share of neighbouring characters that no writer would put beside each other, 0 to 1: about 0.1–0.3 for words and
 * identifiers, 0.6–0.8 for random letters and digits. Looks at the first 256 characters; other characters count for
 * nothing.
 */
export function randomness(text: string): number {
  let pairs = 0;
  let odd = 0;
  let before = 0;
  let beforeUnit = 0;
  const length = Math.min(text.length, 256);
  for (let i = 0; i < length; i += 1) {
    const unit = text.charCodeAt(i);
    const now = classOf(unit);
    if (now !== 0 && before !== 0) {
      pairs += 1;
      if (now === DIGIT || before === DIGIT) odd += now === before ? 0 : 1;
      else if (before === LOWER && now === UPPER) odd += 1;
      else odd += COMMON[((beforeUnit | 32) - 97) * 26 + (unit | 32) - 97] === 1 ? 0 : 1;
    }
    before = now;
    beforeUnit = unit;
  }
  return pairs === 0 ? 0 : odd / pairs;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const HEX = /^(?:0x)?[0-9a-f]+$/i;

/** Whether a text is a UUID or nothing but hex digits: digests, commits and ids look the same as hex secrets do. */
export function isDigestLike(text: string): boolean {
  return HEX.test(text) || UUID.test(text);
}

/**
 * Whether a text looks generated: at least `minimum` characters, digits among them unless it is long, and no words in it. Digests
 * and UUIDs do not count.
 */
export function looksGenerated(text: string, minimum: number): boolean {
  if (text.length < minimum || isDigestLike(text)) return false;
  if (distinctCharacters(text) < Math.min(10, minimum / 2)) return false;
  // A generated token without a digit is rare, a long word without one is not.
  const bar = /[0-9]/.test(text) ? 0.45 : text.length >= 24 && /[a-z][A-Z]/.test(text) ? 0.55 : 1;
  return randomness(text) >= bar;
}

/** How many different characters the first 64 are. */
export function distinctCharacters(text: string): number {
  return new Set(text.slice(0, 64)).size;
}

const TEMPLATE =
  /(?:^|[^a-z0-9])your|x{6}|\*{3}|\.{3}|placeholder|redacted|change.?me|replace.?(?:me|with|this)|<[a-z]/i;
const SAMPLE =
  /example|change.?this|replace|insert|dummy|sample|x{4}|0{8}|123456789|abcdefg|to.?do\b|fake|test.?(?:key|token|secret)/i;

/** Whether a token only shows where one goes: `sk-xxxxxxxx`, `<your token>`. */
export function isTemplateToken(text: string): boolean {
  return TEMPLATE.test(text.slice(0, 256));
}

/** Whether a token shows where one goes, or is a well-known sample: `AKIA…EXAMPLE`, `0000…`. */
export function isPlaceholder(text: string): boolean {
  const head = text.slice(0, 256);
  return TEMPLATE.test(head) || SAMPLE.test(head) || distinctCharacters(head) < Math.min(6, head.length / 2);
}
