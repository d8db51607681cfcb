import type { Catalogue, EscortService } from '@banzhen/domain/pricing';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.js';
import { placeOf } from '../place-row.js';
import { cities, escortServices, hospitals } from '../schema/index.js';
import { optional } from '../sql-values.js';

export const serviceOf = ({ cityCode: _, ...service }: typeof escortServices.$inferSelect): EscortService =>
  service;

/** What can be booked where (A9, A16, A17). */
export const postgresCatalogue = (db: Database): Catalogue => ({
  async service(cityCode, code) {
    const [row] = await db
      .select()
      .from(escortServices)
      .where(and(eq(escortServices.cityCode, cityCode), eq(escortServices.code, code)));
    return row && serviceOf(row);
  },
  services: async () =>
    db.select().from(escortServices).orderBy(sql`city_code COLLATE "C"`, sql`code COLLATE "C"`),
  async city(code) {
    const [row] = await db
      .select({ code: cities.code, zone: cities.zone, isOpen: cities.isOpen })
      .from(cities)
      .where(eq(cities.code, code));
    return row;
  },
  async hospital(id) {
    const [row] = await db.select().from(hospitals).where(eq(hospitals.id, id));
    return row && { id: row.id, cityCode: row.cityCode, ...optional('place', placeOf(row)) };
  },
});
