import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { HospitalId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import { type Asked, cursorsAsked, referenceIn, type SearchParam, uuidIn } from './asked.js';
import type { FoundPage, Interaction, ReadOne, Search } from './interaction.js';
import type { Resource, ResourceType } from './resource.js';
import {
  locationOf,
  type PlacedDoctor,
  practitionerOf,
  practitionerRoleOf,
  scheduleOf,
} from './tell-resources.js';

const operation = 'directory.read';

const byId: SearchParam = { type: 'token', documentation: 'The id' };

/** The resource with this id alone where one is asked for, sorted by id, as a page after the cursor. */
const paged = (
  type: ResourceType,
  asked: Asked,
  resources: readonly Resource[],
): Result<FoundPage, Refusal> => {
  const cursors = cursorsAsked(type, asked);
  const after = cursors.read(asked.cursor, 1);
  if (!after.ok) return after;
  const [place = ''] = after.value ?? [];
  const id = asked.values.get('_id')?.[0];
  const rest = resources
    .map((resource) => ({ resource, id: resource.id ?? '' }))
    .filter((one) => one.id > place && (id === undefined || one.id === uuidIn(id)))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const { items, nextCursor } = cursors.page(rest, asked.count, (one) => [one.id]);
  return ok({ resources: items.map(({ resource }) => resource), nextCursor });
};

/** The hospital that is asked for, as the key has it; all of the key where none is. */
const hospitalsIn = (
  asked: Asked,
  name: string,
  actor: PartnerActor,
): Result<readonly HospitalId[], Refusal> => {
  const id = referenceIn(asked, name, 'Location');
  if (!id.ok) return id;
  return ok(actor.hospitalIds.filter((one) => id.value === undefined || one === id.value));
};

/** Doctors of these hospitals with their departments. */
export const doctorsAt = async (
  { partnerReads }: Platform,
  actor: PartnerActor,
  hospitalIds: readonly HospitalId[],
): Promise<Result<readonly PlacedDoctor[], Refusal>> => {
  const found = await partnerReads.directory(actor, hospitalIds);
  if (!found.ok) return found;
  return ok(
    found.value.flatMap(({ hospitalId, departments, doctors }) =>
      doctors.flatMap((doctor) => {
        const department = departments.find(({ id }) => id === doctor.departmentId);
        return department ? [{ doctor, department, hospitalId }] : [];
      }),
    ),
  );
};

/** The hospitals of the key. */
export const allLocations = async (
  { partnerReads }: Platform,
  actor: PartnerActor,
): Promise<Result<readonly Resource[], Refusal>> => {
  const found = await partnerReads.clinics(actor);
  return found.ok ? ok(found.value.map(locationOf)) : found;
};

const searchLocations: Search = {
  kind: 'search',
  type: 'Location',
  operation,
  params: { _id: byId },
  async search(platform, actor, asked) {
    const found = await allLocations(platform, actor);
    return found.ok ? paged('Location', asked, found.value) : found;
  },
};

const theOne = (resources: readonly Resource[], id: string): Result<Resource, Refusal> => {
  const found = resources.find((resource) => resource.id === id);
  return found ? ok(found) : err({ type: 'NotFound' });
};

const readLocation: ReadOne = {
  kind: 'read',
  type: 'Location',
  operation,
  async read(platform, actor, id) {
    const found = await allLocations(platform, actor);
    return found.ok ? theOne(found.value, id) : found;
  },
};

/** What is told of doctors, in one of three forms that share the id of the doctor. */
const ofDoctors = (
  type: ResourceType,
  tell: (placed: PlacedDoctor) => Resource,
  place: { readonly name: string; readonly doctor?: string } | undefined,
): readonly Interaction[] => [
  {
    kind: 'search',
    type,
    operation,
    params: {
      _id: byId,
      ...(place
        ? { [place.name]: { type: 'reference', documentation: 'Location/<id>, a hospital of the key' } }
        : {}),
      ...(place?.doctor ? { [place.doctor]: { type: 'reference', documentation: 'Practitioner/<id>' } } : {}),
    },
    async search(platform, actor, asked) {
      const hospitalIds = place ? hospitalsIn(asked, place.name, actor) : ok(actor.hospitalIds);
      if (!hospitalIds.ok) return hospitalIds;
      const doctorId = place?.doctor ? referenceIn(asked, place.doctor, 'Practitioner') : ok(undefined);
      if (!doctorId.ok) return doctorId;
      const found = await doctorsAt(platform, actor, hospitalIds.value);
      if (!found.ok) return found;
      const wanted = found.value.filter(
        ({ doctor }) => doctorId.value === undefined || doctor.id === doctorId.value,
      );
      return paged(type, asked, wanted.map(tell));
    },
  },
  {
    kind: 'read',
    type,
    operation,
    async read(platform, actor, id) {
      const found = await doctorsAt(platform, actor, actor.hospitalIds);
      return found.ok ? theOne(found.value.map(tell), id) : found;
    },
  },
];

/** Hospitals and doctors of a key. */
export const directoryInteractions: readonly Interaction[] = [
  searchLocations,
  readLocation,
  ...ofDoctors('Practitioner', practitionerOf, undefined),
  ...ofDoctors('PractitionerRole', practitionerRoleOf, { name: 'location', doctor: 'practitioner' }),
  ...ofDoctors('Schedule', scheduleOf, { name: 'actor' }),
];
