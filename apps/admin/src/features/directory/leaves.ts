import type { ExceptionDto, TemplateDto, TemplatesDto } from '@banzhen/contracts';

/** A day on which a doctor does not come: an exception of each of their weekly hours. */
export type Leave = {
  readonly doctorId: string;
  readonly date: string;
  readonly exceptions: readonly ExceptionDto[];
};

/** Days of leave by date, each doctor's once however many weekly hours they have. */
export const leavesOf = ({ templates, exceptions }: TemplatesDto): readonly Leave[] => {
  const doctorOf = new Map(templates.map(({ templateId, doctorId }) => [templateId, doctorId]));
  const found = new Map<string, Leave>();
  for (const exception of exceptions) {
    const doctorId = doctorOf.get(exception.templateId);
    if (exception.kind !== 'leave' || doctorId === undefined) continue;
    const { date } = exception;
    const key = `${date} ${doctorId}`;
    const before = found.get(key)?.exceptions ?? [];
    found.set(key, { doctorId, date, exceptions: [...before, exception] });
  }
  return [...found.values()].toSorted((left, right) => left.date.localeCompare(right.date));
};

/** The weekly hours of a doctor that hold on a date and have no leave then. */
export const templatesForLeave = (
  { templates, exceptions }: TemplatesDto,
  doctorId: string,
  date: string,
): readonly TemplateDto[] =>
  templates.filter(
    (one) =>
      one.doctorId === doctorId &&
      one.effectiveFrom <= date &&
      (one.effectiveUntil === undefined || date < one.effectiveUntil) &&
      !exceptions.some(
        ({ templateId, kind, date: day }) =>
          templateId === one.templateId && kind === 'leave' && day === date,
      ),
  );
