import type { CalendarsDto } from '@banzhen/contracts';
import { doctorCalendarInput, doctorOfCalendarInput, ownCalendarInput } from '@banzhen/contracts';
import { calendars, createdCalendar, revokedCalendar } from '@banzhen/contracts/calendar-answers';
import type { CreatedCalendar, ListedCalendar } from '@banzhen/domain/calendars';
import { type DoctorId, idFrom } from '@banzhen/domain/shared/ids';
import { calendarPath } from '../calendar/calendar-routes.js';
import { procedureFor, router, unwrap } from '../trpc.js';

const createdAnswer = ({ calendarId, token, expiresAt }: CreatedCalendar) => ({
  calendarId,
  token,
  path: calendarPath(token),
  expiresAt: expiresAt.toISOString(),
});

const listedAnswer = ({
  id,
  createdAt,
  expiresAt,
  lastReadAt,
  over,
}: ListedCalendar): CalendarsDto['calendars'][number] => ({
  calendarId: id,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  ...(lastReadAt ? { lastReadAt: lastReadAt.toISOString() } : {}),
  ...(over ? { over } : {}),
});

const doctorIn = ({ doctorId }: { readonly doctorId: string }) => ({ doctorId: idFrom<DoctorId>(doctorId) });

/** Links under which escorts subscribe to their own calendar, and desks to those of their doctors. */
export const calendarRouter = router({
  createOwn: procedureFor('calendar.create-own')
    .input(ownCalendarInput)
    .output(createdCalendar)
    .mutation(async ({ ctx, input }) =>
      createdAnswer(unwrap(await ctx.platform.calendars.createOwn(ctx.actor, ctx.origin, input))),
    ),
  listOwn: procedureFor('calendar.list-own')
    .output(calendars)
    .query(async ({ ctx }) => ({
      calendars: unwrap(await ctx.platform.calendars.listOwn(ctx.actor)).map(listedAnswer),
    })),
  revokeOwn: procedureFor('calendar.revoke-own')
    .output(revokedCalendar)
    .mutation(async ({ ctx }) => unwrap(await ctx.platform.calendars.revokeOwn(ctx.actor, ctx.origin))),
  create: procedureFor('calendar.create')
    .input(doctorCalendarInput)
    .output(createdCalendar)
    .mutation(async ({ ctx, input }) => {
      const command = { ...doctorIn(input), days: input.days };
      return createdAnswer(unwrap(await ctx.platform.calendars.create(ctx.actor, ctx.origin, command)));
    }),
  list: procedureFor('calendar.list')
    .input(doctorOfCalendarInput)
    .output(calendars)
    .query(async ({ ctx, input }) => ({
      calendars: unwrap(await ctx.platform.calendars.list(ctx.actor, doctorIn(input))).map(listedAnswer),
    })),
  revoke: procedureFor('calendar.revoke')
    .input(doctorOfCalendarInput)
    .output(revokedCalendar)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.calendars.revoke(ctx.actor, ctx.origin, doctorIn(input))),
    ),
});
