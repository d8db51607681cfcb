import type { Seeds } from './contracts/fixture.js';
import { serviceKey } from './in-memory-catalogue.js';
import type { InMemoryDatabase } from './in-memory-database.js';

export const inMemorySeeds = ({ write }: InMemoryDatabase): Seeds => ({
  addCity: (city) => write(({ cities }) => cities.put(city.code, city)),
  addHospital: (hospital) => write(({ hospitals }) => hospitals.put(hospital.id, hospital)),
  addService: (cityCode, service) =>
    write(({ services }) => services.put(serviceKey(cityCode, service.code), { ...service, cityCode })),
  addPatient: (patient) => write(({ patients }) => patients.put(patient.id, patient)),
  addMember: (member, policy) =>
    write(({ membership: { members, policies } }) => {
      policies.put(String(policy.version), { policy, inForceFrom: new Date('1980-01-01T00:00:00Z') });
      members.insert(member.accountId, member);
    }),
  addEscort: (profile) => write(({ escorts }) => escorts.put(profile.id, profile)),
  publishPolicy: (policy, inForceFrom) =>
    write(({ policies }) => {
      const key = String(policy.version);
      if (!policies.has(key)) policies.insert(key, { published: { policy, inForceFrom } });
    }),
});
