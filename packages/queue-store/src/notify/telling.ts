import type { Job, QueueStore } from '../store.js';
import type { Signals, Topic } from './signals.js';

type Jobs = QueueStore['jobs'];

const BOTH: readonly Topic[] = ['jobs', 'events'];
const EVENTS: readonly Topic[] = ['events'];

/** The verbs on jobs, each of which signals what it has committed before it answers. */
export function telling(jobs: Jobs, signals: Signals): Jobs {
  const after =
    <Input extends readonly unknown[], Answer>(
      verb: (...input: Input) => Promise<Answer>,
      topics: (answer: Answer) => readonly Topic[],
    ) =>
    async (...input: Input): Promise<Answer> => {
      const answer = await verb(...input);
      signals.tell(...topics(answer));
      return answer;
    };
  const eventsOnly = () => EVENTS;
  const both = () => BOTH;
  const whereItWaits = ({ status }: Pick<Job, 'status'>) => (status === 'queued' ? BOTH : EVENTS);
  return {
    ...jobs,
    create: after(jobs.create, ({ replayed }) => (replayed ? [] : BOTH)),
    createMany: after(jobs.createMany, both),
    claim: after(jobs.claim, (claimed) => (claimed.length > 0 ? EVENTS : [])),
    heartbeat: after(jobs.heartbeat, eventsOnly),
    heartbeatMany: after(jobs.heartbeatMany, eventsOnly),
    complete: after(jobs.complete, eventsOnly),
    completeMany: after(jobs.completeMany, eventsOnly),
    fail: after(jobs.fail, whereItWaits),
    release: after(jobs.release, whereItWaits),
    cancel: after(jobs.cancel, eventsOnly),
    acknowledgeCancel: after(jobs.acknowledgeCancel, eventsOnly),
    requeue: after(jobs.requeue, both),
    sweep: after(jobs.sweep, ({ expired, promoted }) => (expired + promoted > 0 ? BOTH : [])),
  };
}
