/** Loaded before an API process: SIGUSR2 makes its clock jump an hour ahead, then an hour back, then right. */
const RealDate = Date;
const SHIFTS = [0, 3_600_000, -3_600_000];
let turn = 0;
process.on('SIGUSR2', () => {
  turn += 1;
});
const now = () => RealDate.now() + (SHIFTS[turn % SHIFTS.length] ?? 0);
globalThis.Date = class extends RealDate {
  /** @param {ConstructorParameters<typeof RealDate>} given */
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }
  static now() {
    return now();
  }
};
