import {
  acknowledgementIdOf,
  type Acknowledgement,
  type Activity,
  type Delivery,
  type WriteTransaction,
} from '../facts/index.js';

/** What a contact answers: “收到”, or “有困难” with a reason. */
export type GivenAnswer = Pick<Acknowledgement, 'answer' | 'reason'>;

/** Whether a delivery was about an activity as it stands at its present start. */
const isAbout = ({ start }: Activity, { told, ...delivery }: Delivery): boolean =>
  (told?.start ?? delivery.start) === start;

/**
 * Stores a contact's answer about an activity as it stands, and makes what the contact was sent about it
 * `acknowledged`. A later answer takes the place of an earlier one.
 *
 * @param contact a contact's id, or the stand-in's
 * @param at ISO 8601 in the town's zone
 */
export async function acknowledge(
  transaction: WriteTransaction,
  activity: Activity,
  contact: string,
  { answer, reason }: GivenAnswer,
  at: string,
): Promise<Acknowledgement> {
  const key = { town: activity.town, activity: activity.id, start: activity.start, contact };
  const acknowledgement = { ...key, id: acknowledgementIdOf(key), at, answer, reason };
  await transaction.put('acknowledgements', acknowledgement);
  const sent = await transaction.find('deliveries', {
    town: activity.town,
    activity: activity.id,
    contact,
    state: 'sent',
  });
  for (const delivery of sent)
    if (isAbout(activity, delivery))
      await transaction.put('deliveries', { ...delivery, state: 'acknowledged' });
  return acknowledgement;
}
