import type { JsonValue } from '../job.js';
import { type Fields, requiredText } from '../payload/fields.js';

/** The container that a task runs in; null when it names none. */
export function readContainer(task: Fields): { value: JsonValue; enabled: boolean } {
  const container = task.fields('container');
  if (container === null) return { value: null, enabled: false };
  const enabled = container.flag('enabled') ?? false;
  if (!enabled) return { value: { ...container.object, enabled }, enabled };

  const image = requiredText([[container, 'image']], 'Name the image, or set enabled to false.');
  return {
    value: { ...container.object, enabled, image: image?.text ?? null, command: readCommand(container) },
    enabled,
  };
}

function readCommand(container: Fields): JsonValue {
  const command = container.list('command');
  if (command === null && container.value('command') !== null) return null;
  if (command === null || command.length === 0) {
    return container.missing('command', 'Write the command and its arguments, for example ["make", "test"].');
  }
  command.forEach((part, index) => {
    if (typeof part === 'string') return;
    container.report.add({
      code: 'wrong_type',
      pointer: `${container.at('command')}/${index}`,
      message: `${container.name('command')} takes strings only.`,
      hint: 'Write each argument as a string.',
    });
  });
  return command;
}
