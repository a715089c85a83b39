import {
  GUARDS,
  LEGACY_TYPE_EVENT,
  NO_OPS,
  stateDiagram,
  TRANSITIONS,
  type Transition,
} from '../state-machine.js';

/** `docs/state-machine.md`, whole, from the tables of the state machine. */
export function stateMachinePage(): string {
  const rows = Object.entries<Transition>(TRANSITIONS).map(([trigger, { from, to, guards, event, effect }]) =>
    row(
      `\`${trigger}\``,
      from.join(', ') || '—',
      to,
      guards.map((guard) => `\`${guard}\``).join(', ') || '—',
      effect,
      `${event.level} "${event.message}" {${event.payload.join(', ')}}`,
    ),
  );
  return `# The life of a job

<!-- Generated from packages/job-types/src/state-machine.ts by \`pnpm --filter @moonmind/job-types docs\`. -->

\`\`\`mermaid
${stateDiagram()}
\`\`\`

## Transitions

Each is one transaction that also writes the event and, for a run of a registered manifest, the manifest's \`lastRun\`.
All guards of a transition must hold; a call that fits none answers \`409\`.

${row('Trigger', 'From', 'To', 'Guards', 'Effect', 'Event')}
|---|---|---|---|---|---|
${rows.join('\n')}

A job of type \`codex_exec\` or \`codex_skill\` also leaves ${LEGACY_TYPE_EVENT.level} "${LEGACY_TYPE_EVENT.message}" when it is created.

## Guards

${row('Guard', 'Holds when')}
|---|---|
${Object.entries(GUARDS)
  .map(([guard, meaning]) => row(`\`${guard}\``, meaning))
  .join('\n')}

## Calls that change nothing

${NO_OPS.map(({ call, when }) => `- \`${call}\`, when ${when}.`).join('\n')}
`;
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
