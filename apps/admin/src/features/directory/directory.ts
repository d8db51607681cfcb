import type { ClinicDirectoryDto } from '@banzhen/contracts';

export type DoctorDto = ClinicDirectoryDto['doctors'][number];
export type DepartmentDto = ClinicDirectoryDto['departments'][number];

export type NamedThing = { readonly id: string; readonly name: string };

/** What is to be added or changed; without `of` it is new. */
export type DirectoryAct =
  | { readonly kind: 'department' | 'room'; readonly of?: NamedThing }
  | { readonly kind: 'doctor'; readonly of?: DoctorDto };
