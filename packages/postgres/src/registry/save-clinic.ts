import type { Department, Doctor, Room } from '@banzhen/domain/schedules';
import type { Database } from '../database.js';
import { departments, doctors, rooms } from '../schema/index.js';

/** Adds the department or replaces it. */
export const saveDepartment = async (db: Database, department: Department): Promise<void> => {
  const { id: _, ...rest } = department;
  await db.insert(departments).values(department).onConflictDoUpdate({ target: departments.id, set: rest });
};

/** Adds the doctor or replaces them (C16). */
export const saveDoctor = async (db: Database, doctor: Doctor): Promise<void> => {
  const { id: _, ...rest } = doctor;
  await db.insert(doctors).values(doctor).onConflictDoUpdate({ target: doctors.id, set: rest });
};

/** Adds the room or replaces it (C7). */
export const saveRoom = async (db: Database, room: Room): Promise<void> => {
  const { id: _, ...rest } = room;
  await db.insert(rooms).values(room).onConflictDoUpdate({ target: rooms.id, set: rest });
};
