/**
 * The kinds of fields a manifest has. Each bears, as its error message, what it takes: that is the one source for what
 * diagnostics call "expected".
 */
import * as z from 'zod';
import { isSchedule } from './schedule.js';

/** `${NAME}`, alone; also `${NAME:-}` and `${NAME:-${OTHER}}`. */
const ENV_REFERENCE = /^\$\{[A-Za-z_][A-Za-z0-9_]*(?::-(?:\$\{[A-Za-z_][A-Za-z0-9_]*\})?)?\}$/;

const envReference = z.string().regex(ENV_REFERENCE, { abort: true });

// `abort` in the checks: the first thing wrong then refuses the branch, and the union's own message is told.
const orReference = <T extends z.ZodType>(schema: T, error: string) =>
  z.union([schema, envReference], { error: `${error}, or a reference like \`\${NAME}\`` });

/** Any string; references may stand in it. */
export const text = () => z.string({ error: 'a string' });

/** A string that routing or naming reads: no reference. */
export const plainText = () =>
  z
    .string({ error: 'a string' })
    .min(1, { error: 'a string that is not empty' })
    .refine((value) => !value.includes('${'));

export const flag = () => orReference(z.boolean(), '`true` or `false`');

export const integer = (min: number) =>
  orReference(z.int({ abort: true }).min(min, { abort: true }), `a whole number, ${min} or more`);

export const fraction = (min: number, max: number) =>
  orReference(
    z.number().min(min, { abort: true }).max(max, { abort: true }),
    `a number from ${min} to ${max}`,
  );

export const number = () => orReference(z.number(), 'a number');

export const oneOf = <const T extends readonly string[]>(values: T) =>
  orReference(z.enum(values), values.map((value) => `\`${value}\``).join(' or '));

export const schedule = () =>
  z
    .union([z.string().refine(isSchedule, { abort: true }), envReference], {
      error: '`manual` or a cron expression of five fields',
    })
    .meta({ description: '`manual`, or a cron expression of five fields such as `0 4 * * *`.' });

/** Keys and values as the author likes. */
export const free = () => z.record(z.string(), z.unknown(), { error: 'a mapping' });

export const list = <T extends z.ZodType>(item: T) => z.array(item, { error: 'a list' });

/** A mapping whose keys are known; others are remarked on. */
export const block = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape, { error: 'a mapping' });

/** A mapping with some known keys, and others as the author likes. */
export const openBlock = <T extends z.ZodRawShape>(shape: T) =>
  z.object(shape, { error: 'a mapping' }).catchall(z.unknown());

/** An optional field with what editors say of it. */
export const told = <T extends z.ZodType>(field: T, description: string, ...examples: unknown[]) =>
  field.nullish().meta({ description, ...(examples.length > 0 && { examples }) });
