import { Button } from 'antd';
import { useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere } from '../../shared/layout/page.js';
import type { DepartmentDto, DirectoryAct, DoctorDto, NamedThing } from './directory.js';

/** Missing for those who may only look. */
type Begin = ((act: DirectoryAct) => void) | undefined;

type NameProps = {
  readonly kind: 'department' | 'room';
  readonly rows: readonly NamedThing[];
  readonly begin: Begin;
};

/** Departments or rooms, which have names and nothing else. */
export function NameRows({ kind, rows, begin }: NameProps) {
  const { t } = useTexts();
  const title = t(`directory.all.${kind}`);
  return (
    <section className="panel" aria-label={title} data-kind={kind}>
      <div className="panel-head">
        <h2>{title}</h2>
        {begin && (
          <Button data-act={`add-${kind}`} onClick={() => begin({ kind })}>
            {t(`directory.add.${kind}`)}
          </Button>
        )}
      </div>
      {rows.length === 0 && <NothingHere why={t(`directory.none.${kind}`)} />}
      <ul className="name-rows">
        {rows.map((one) => (
          <li key={one.id} data-id={one.id}>
            <span>{one.name}</span>
            {begin && (
              <Button
                size="small"
                data-act={`change-${kind}`}
                onClick={() => begin({ kind, of: one })}
                aria-label={t('directory.changeOf', { name: one.name })}
              >
                {t('directory.change')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type DoctorProps = {
  readonly doctors: readonly DoctorDto[];
  readonly departments: readonly DepartmentDto[];
  readonly begin: Begin;
};

/** Doctors, each with their department. */
export function DoctorRows({ doctors, departments, begin }: DoctorProps) {
  const { t } = useTexts();
  const nameOf = (id: string) => departments.find(({ departmentId }) => departmentId === id)?.name ?? '';
  return (
    <section className="panel" aria-label={t('directory.all.doctor')} data-kind="doctor">
      <div className="panel-head">
        <h2>{t('directory.all.doctor')}</h2>
        {begin && departments.length > 0 && (
          <Button data-act="add-doctor" onClick={() => begin({ kind: 'doctor' })}>
            {t('directory.add.doctor')}
          </Button>
        )}
      </div>
      {doctors.length === 0 && <NothingHere why={t('directory.none.doctor')} />}
      {doctors.length > 0 && (
        <div className="table-frame">
          <table className="stacked-rows">
            <caption className="visually-hidden">{t('directory.all.doctor')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('schedule.doctor')}</th>
                <th scope="col">{t('directory.jobTitle')}</th>
                <th scope="col">{t('directory.department')}</th>
                <th scope="col">{t('directory.introduction')}</th>
                {begin && <th scope="col">{t('schedule.act')}</th>}
              </tr>
            </thead>
            <tbody>
              {doctors.map((doctor) => (
                <tr key={doctor.doctorId} data-id={doctor.doctorId}>
                  <th scope="row">{doctor.name}</th>
                  <td data-label={t('directory.jobTitle')}>{doctor.title}</td>
                  <td data-label={t('directory.department')}>{nameOf(doctor.departmentId)}</td>
                  <td data-label={t('directory.introduction')}>{doctor.introduction}</td>
                  {begin && (
                    <td>
                      <Button
                        size="small"
                        data-act="change-doctor"
                        onClick={() => begin({ kind: 'doctor', of: doctor })}
                        aria-label={t('directory.changeOf', { name: doctor.name })}
                      >
                        {t('directory.change')}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
