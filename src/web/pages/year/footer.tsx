import type { YearView } from './view.js';

/** Where the dates come from and how far they bind. */
export const Footer = ({ view }: { view: YearView }) => {
  const { town } = view;
  const office = town.departments.find(({ id }) => id === town.office)?.name ?? '司法所';
  return (
    <footer class="foot">
      <p class="foot-lead">时间安排以{office}通知为准。</p>
      <p>
        节点日期依据法律、法规和正式通知，逐条列在“重要时间节点”里。放假和调休依据国务院办公厅通知，通知公布前只标法定假日。农历由程序推算。
        {town.market && `圩日来源：${town.market.source}。`}
      </p>
      <p>
        “待核实”：只有一般资料，还没有查到法律条文或正式通知。“以通知为准”：当年的通知还没有公布，先按往年日期列出。
      </p>
      <p>{`${town.county}${town.name}${office}`}</p>
    </footer>
  );
};
