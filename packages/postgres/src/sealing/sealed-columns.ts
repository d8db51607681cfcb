import { type KeySubjectKind, type SealedField, sealedFields } from '@banzhen/domain/privacy';

type TableOf<Field> = Field extends `${infer Table}.${string}` ? Table : never;
type SealedTable = TableOf<SealedField>;

type TableFacts = {
  /** The primary key in the order in which row ids name its parts. */
  readonly key: readonly (readonly [column: string, type: string])[];
  /** SQL for the id of the person whose key seals. */
  readonly subject: string;
};

const patientOfOrder = (table: string): string =>
  `(SELECT patient_id FROM escort_order WHERE escort_order.id = ${table}.order_id)`;

const byId = [['id', 'uuid']] as const;

const tables: Readonly<Record<SealedTable, TableFacts>> = {
  account: { key: byId, subject: 'account.id' },
  account_totp: { key: [['account_id', 'uuid']], subject: 'account_totp.account_id' },
  certification: { key: byId, subject: 'certification.account_id' },
  certification_reveal: { key: byId, subject: 'certification_reveal.account_id' },
  certification_measure: { key: byId, subject: 'certification_measure.account_id' },
  stored_file_part: {
    key: [
      ['file_id', 'uuid'],
      ['no', 'integer'],
    ],
    subject: '(SELECT account_id FROM stored_file WHERE stored_file.id = stored_file_part.file_id)',
  },
  clinic_system_secret: {
    key: byId,
    subject: '(SELECT account_id FROM clinic_system WHERE clinic_system.id = clinic_system_secret.system_id)',
  },
  webhook_secret: {
    key: byId,
    subject:
      '(SELECT account_id FROM webhook_endpoint WHERE webhook_endpoint.id = webhook_secret.endpoint_id)',
  },
  sanction: { key: byId, subject: 'sanction.account_id' },
  patient: { key: byId, subject: 'patient.id' },
  patient_reveal: { key: byId, subject: 'patient_reveal.patient_id' },
  proxy_invitation: { key: byId, subject: 'proxy_invitation.patient_id' },
  service_log: { key: byId, subject: patientOfOrder('service_log') },
  conversation_message: { key: byId, subject: patientOfOrder('conversation_message') },
  conversation_finding: { key: byId, subject: patientOfOrder('conversation_finding') },
  conversation_reveal: { key: byId, subject: patientOfOrder('conversation_reveal') },
  offer: { key: byId, subject: patientOfOrder('offer') },
  review: { key: [['order_id', 'uuid']], subject: 'review.by_account' },
  order_event: {
    key: [
      ['order_id', 'uuid'],
      ['version', 'integer'],
      ['ordinal', 'integer'],
    ],
    subject: patientOfOrder('order_event'),
  },
  appointment_event: {
    key: [
      ['appointment_id', 'uuid'],
      ['version', 'integer'],
    ],
    subject: '(SELECT patient_id FROM appointment WHERE appointment.id = appointment_event.appointment_id)',
  },
};

/** Where an older release wrote a field plainly, and SQL for the text that is sealed instead. */
export type PlainColumns = { readonly columns: readonly string[]; readonly text: string };

const same = (column: string): PlainColumns => ({ columns: [column], text: column });

const plainColumns: { readonly [Field in SealedField]?: PlainColumns } = {
  'account.display_name': same('display_name'),
  'patient.display_name': same('display_name'),
  'patient.home': {
    columns: ['home_longitude', 'home_latitude', 'home_datum'],
    text: 'json_build_array(home_longitude, home_latitude, home_datum)::text',
  },
  'service_log.note': same('note'),
  'order_event.reason': same('reason'),
  'offer.reason': same('reason'),
  'review.text': same('text'),
};

/** A sealed field as the schema knows it. */
export type SealedColumn = TableFacts & {
  readonly field: SealedField;
  readonly table: string;
  /** The column with the sealed bytes. */
  readonly sealed: string;
  readonly subjectKind: KeySubjectKind;
  readonly plain: PlainColumns | undefined;
};

const columnOf = (field: SealedField): SealedColumn => {
  const [table, column] = field.split('.') as [SealedTable, string];
  return {
    field,
    table,
    sealed: `${column}_sealed`,
    subjectKind: sealedFields[field].subject,
    plain: plainColumns[field],
    ...tables[table],
  };
};

export const sealedColumns: readonly SealedColumn[] = (Object.keys(sealedFields) as SealedField[]).map(
  columnOf,
);
