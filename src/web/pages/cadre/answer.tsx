import { dayText } from '../year/wording.js';
import { DIFFICULTIES, OTHER, type Sent } from './input.js';
import type { CadreView } from './view.js';

/** `11月27日 8:35`. */
const momentText = (instant: string): string =>
  `${dayText(instant.slice(0, 10))} ${instant.slice(11, 16).replace(/^0/, '')}`;

const Given = ({ answer, office }: { answer: NonNullable<CadreView['answer']>; office: string }) =>
  answer.answer === 'received' ? (
    <p class="done" role="status">
      已回复“收到”，谢谢。
      <small>{momentText(answer.at)}</small>
    </p>
  ) : (
    <div class="done trouble" role="status">
      <p>
        已告诉{office}：有困难。
        <small>{momentText(answer.at)}</small>
      </p>
      <p class="reason">{answer.reason}</p>
    </div>
  );

const faultAt = (sent: Sent | undefined, form: Sent['form'], path: string): string | undefined =>
  sent?.form === form ? sent.faults.find((fault) => fault.path === path)?.message : undefined;

const Received = ({ path, troubled }: { path: string; troubled: boolean }) => (
  <form method="post" action={`${path}/ack`} data-answer>
    <input type="hidden" name="answer" value="received" />
    <button class={troubled ? 'button big' : 'button primary big'} type="submit">
      {troubled ? '困难解决了，收到' : '收到'}
    </button>
  </form>
);

interface TroubleProps {
  readonly path: string;
  readonly office: string;
  readonly troubled: boolean;
  readonly sent: Sent | undefined;
}

const Trouble = ({ path, office, troubled, sent }: TroubleProps) => {
  const fault = faultAt(sent, 'ack', 'reason') ?? faultAt(sent, 'ack', 'choice');
  const valueOf = (name: string): string => {
    const value = sent?.form === 'ack' ? sent.values[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return (
    <details class="trouble-form" open={fault !== undefined}>
      <summary class="button big">{troubled ? '补充困难' : '有困难'}</summary>
      <form method="post" action={`${path}/ack`} data-answer>
        <input type="hidden" name="answer" value="difficulty" />
        <fieldset class="choices">
          <legend>什么困难？</legend>
          {[...DIFFICULTIES, OTHER].map((choice) => (
            <label key={choice} class="choice">
              <input type="radio" name="choice" value={choice} checked={valueOf('choice') === choice} />
              <span>{choice}</span>
            </label>
          ))}
        </fieldset>
        <label class="field">
          <span>说一句详细的（选了“{OTHER}”一定要写）</span>
          <textarea
            name="reason"
            rows={2}
            maxLength={500}
            aria-invalid={fault !== undefined}
            aria-describedby={fault === undefined ? undefined : 'reason-fault'}
          >
            {valueOf('reason')}
          </textarea>
        </label>
        {fault !== undefined && (
          <p class="fault" id="reason-fault">
            {fault}
          </p>
        )}
        <button class="button primary big" type="submit">
          告诉{office}
        </button>
      </form>
    </details>
  );
};

interface AnswerProps {
  readonly view: CadreView;
  /** The page's own address. */
  readonly path: string;
  readonly sent?: Sent | undefined;
}

/** “收到” and “有困难”, and what was answered so far. */
export const Answer = ({ view, path, sent }: AnswerProps) => {
  const { answer, office, activity } = view;
  const cancelled = activity.status === 'cancelled';
  const troubled = answer?.answer === 'difficulty';
  return (
    <section aria-label="回复">
      {answer !== null && <Given answer={answer} office={office} />}
      {answer?.answer !== 'received' && <Received path={path} troubled={troubled} />}
      {!cancelled && <Trouble path={path} office={office} troubled={troubled} sent={sent} />}
    </section>
  );
};
