import type { Json } from '../told.js';

/** What a client rebuilds of one session: when it is, with whom, where, and how many may still book. */
export type Offered = {
  readonly slotId: string;
  readonly doctorId: string;
  readonly clinicId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly isFree: boolean;
  readonly remaining: number | undefined;
};

type Reference = { readonly reference: string };
type File = { readonly type: string; readonly url: string };
type Ask = (url: string) => Promise<Response>;

const idIn = ({ reference }: Reference): string => reference.slice(reference.indexOf('/') + 1);

/** Reads a file as it comes, line by line. */
const linesOf = async function* (response: Response): AsyncGenerator<Json> {
  if (!response.body) throw new Error('no body');
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Json;
  }
  if (rest !== '') throw new Error('the last line does not end');
};

/** A client of SMART Scheduling Links that knows the manifest and nothing else. */
export const readSchedulingLinks = async (ask: Ask, manifestUrl: string) => {
  const manifest = (await (await ask(manifestUrl)).json()) as { readonly output: readonly File[] };
  const resources: Json[] = [];
  for (const { type, url } of manifest.output)
    for await (const resource of linesOf(await ask(url))) {
      if (resource.resourceType !== type) throw new Error(`${url} has a ${resource.resourceType}`);
      resources.push(resource);
    }
  const of = (type: string) => resources.filter(({ resourceType }) => resourceType === type);
  const schedules = new Map(of('Schedule').map((schedule) => [schedule.id, schedule]));
  const locations = new Set(of('Location').map(({ id }) => id));
  const offered = of('Slot').map((slot): Offered => {
    const schedule = schedules.get(idIn(slot.schedule as Reference));
    const actors = (schedule?.actor ?? []) as readonly Reference[];
    const place = actors.find(({ reference }) => reference.startsWith('Location/'));
    const doctor = actors.find(({ reference }) => reference.startsWith('Practitioner/'));
    if (!place || !doctor || !locations.has(idIn(place))) throw new Error('a slot is nowhere');
    const extensions = (slot.extension ?? []) as readonly {
      readonly url: string;
      readonly valueInteger: number;
    }[];
    return {
      slotId: String(slot.id),
      doctorId: idIn(doctor),
      clinicId: idIn(place),
      startsAt: String(slot.start),
      endsAt: String(slot.end),
      isFree: slot.status === 'free',
      remaining: extensions.find(({ url }) => url.endsWith('slot-capacity'))?.valueInteger,
    };
  });
  return { manifest, resources, offered };
};
