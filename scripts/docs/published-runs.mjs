import { run } from '../lib/processes.mjs';

/** @typedef {{ name: string, sentence: string }} PublishedRun */

/**
 * What `prove` or `bench` names.
 * @param {'prove' | 'bench'} command @returns {Promise<PublishedRun[]>}
 */
export async function publishedRuns(command) {
  const entry = `proofs/dist/${command}.js`;
  const { status, tail, output } = await run(process.execPath, [entry, '--list', '--json'], { quiet: true });
  if (status !== 0) throw new Error(`${entry} --list ended with status ${status}: ${output.slice(-400)}`);
  return JSON.parse(tail.at(-1) ?? '[]');
}

/** The claims in Chinese by their command; what is not here is told in English. @type {Readonly<Record<string, string>>} */
const inChinese = {
  'prove race': '一千个并发的下单、接单、改期争抢五十位陪诊员：没有一段时间被占两次，没有一个 5xx',
  'prove slots':
    '两百户家庭、一千个请求同时争抢五十个号源，经两个接口进程，重复的幂等键、两家人抢同一个人的号、退号再放：不多卖一个、不丢一个、不误拒一人，没有一个 5xx',
  'prove fairness':
    '机器人退号再抢、把号转给买家：候补在先时，买家得到号的次数不超过轮到同一位置的普通人；会员插队不超过全部候补机会的五分之一',
  'prove bundle':
    '号源、陪诊订单与支付一起预约、支付、确认、被拒、取消、停诊、改期，每种步骤处（--full：每一步）调用失败、回答丢失或进程死去：之后要么全在要么全无，不留占用、扣款或锁，不丢号，不重复退款，账目平衡',
  'prove idempotency':
    '合作方接口定义里的每个写操作，用同一个 Idempotency-Key 经两个接口进程并发五十次：数据库里只生效一次，回答都相同或是“正在处理”；同一个键换了内容被拒绝，另一个合作方用同样的键各自生效',
  'prove kill':
    '在一次陪诊的每种步骤处（--full：每一步前后）杀死进程再启动，嵌入模式和 PostgreSQL 都走完，不丢、不重',
  'prove outage':
    '几次陪诊并行时，在随机时刻杀死 Redis 和 PostgreSQL 再启动：每次陪诊都走完，账目平衡，不重复，不丢一条消息',
  'prove redis-loss':
    '许多医生的号源陆续放出时，Redis 被清空、杀死、失忆重启，一个 worker 被杀：预约照常进行，每场只放一次，不多卖一个，已确认的一个不丢，每条消息都送到',
  'prove postgres-restart':
    'PostgreSQL 在负载下崩溃重启、后端被杀：进程不死，每条通道 10 秒内恢复，已确认的提交一个不丢',
  'prove audit': '有数据库全部权限的人对审计副本随机篡改一千次：全部发现，并指出第一处坏行',
  'prove sign-in':
    '用批量、并发、两个进程、重启和换网络暴力猜验证码：一个验证码最多算五次；撤销会话、封禁和收回角色对每个操作在下一次请求生效',
  'prove secrecy':
    '拿到数据库或数据目录的人读不到任何姓名、电话、身份证号或记录；负载下三次更换全部密钥、途中被杀，没有一个值读不出，也不留一个旧密钥',
  'prove authz':
    '每个操作由每种人对每种状态的订单各问一遍：回答与授权表、也与另写的句子一致，谁都得不到不属于自己的内容；应用层全部放行时，仅靠行级安全也看不到别人的一行',
  'prove fuzz':
    '按接口定义生成的正常、近似和恶意请求打遍每个接口：没有一个 5xx，没有一个不回答，回答都符合自己的定义',
  'prove clinic-system':
    '医院用自己的系统确认预约：它拒绝、停机一小时、丢失应答、挂起、报错、重复、迟到，或我方进程中途死亡，最后每条已预约在对方恰有一条记录，其余一条没有，不丢一个号；一家挂起不影响另一家',
  'prove webhooks':
    '合作方的接收端停机 76 小时不丢一个事件：恢复后自行到达，或列为失败并可重放，编号与内容不变、每次都有签名；二十个接收端中两个挂起、一个报错，其余照常各收一次；推送途中杀死 worker 也不丢',
  'bench candidates': '一千名陪诊员、前后各十四天的行程：检索与排序的耗时',
  'bench blocks':
    '在一千名陪诊员的满日程上写入占用时间：有排他约束与没有约束的同一张表逐段交替比较；三十二路成批派单有没有死锁',
  'bench availability':
    '一家医院两百位医生十四天的号源，经 HTTP 读取全部、一个科室、一位医生各要多久，以及其中数据库所占',
  'bench start': '嵌入模式在已有目录上多久可用，以及一次演示陪诊后的内存',
  'bench auth': '家属读同一张订单：有授权与行级安全、与两者都没有，逐次交替比较',
  'bench rush': '500 人同时用密码登录时别人等多久，与 500 人做便宜的事、无人时相比；以及内存占用',
  'bench visit': '并发 1、16、64 时每秒完成的陪诊数、各命令耗时，以及与直接执行同样 SQL 的比值',
  'bench slots':
    '六十四人同时抢一场号源：每秒成交数，与 Redis 锁、版本重试、FOR UPDATE、每单一条语句相比，以及与 pgbench 成批写入同样的行相比；经 HTTP 的等待、三个进程、十倍人潮',
  'bench http':
    '同一次按索引读一行、同一次持久写入，依次经裸 node:http 与驱动、Hono、tRPC 原适配器、我们自己的 tRPC 路由，另加经 ORM 与按身份读取：逐段交替，比较每秒处理器时间能答多少次',
  'bench audit': '每秒能串入审计链的记录数，与同样索引下普通插入的比值',
};

/** @param {'prove' | 'bench'} command @param {readonly PublishedRun[]} runs @param {'zh' | 'en'} language */
const rows = (command, runs, language) =>
  runs.map(({ name, sentence }) => {
    const told = language === 'zh' ? (inChinese[`${command} ${name}`] ?? sentence) : sentence;
    return `| ${name} | ${told} | \`pnpm ${command} ${name}\` |`;
  });

const heads = { zh: '| 名称 | 说的是什么 | 命令 |', en: '| Name | Claim or measurement | Command |' };

/** @param {readonly PublishedRun[]} proofs @param {readonly PublishedRun[]} benches @param {'zh' | 'en'} language */
export const runsTable = (proofs, benches, language) =>
  [
    heads[language],
    '|---|---|---|',
    ...rows('prove', proofs, language),
    ...rows('bench', benches, language),
  ].join('\n');
