import { ROLES } from '../../../../facts/index.js';
import type { Town } from '../../../../town/index.js';
import type { Words } from '../../../words/index.js';
import { Check, Input, namedOptions, Select, type Filled } from '../../editing/index.js';

/** The fields of a contact. */
export const ContactFields = ({ t, town, form }: { t: Words; town: Town; form: Filled }) => {
  const { fields, groups, ways, waysHint, roleHint } = t.people.contacts;
  const { nobody } = t.activities;
  const common = { t, form };
  const villages = town.villages.map((village) => ({ value: village.id, text: t.names.village(village) }));
  return (
    <>
      <div class="grid">
        <Input {...common} name="name" label={fields.name} required />
        <Input {...common} name="phone" label={fields.phone} type="tel" />
        <Select
          {...common}
          name="role"
          label={fields.role}
          options={ROLES.map((value) => ({ value, text: groups[value] }))}
          hint={roleHint}
        />
        <Select {...common} name="village" label={fields.village} options={villages} none={nobody} />
        <Select
          {...common}
          name="department"
          label={fields.department}
          options={namedOptions(t, town.departments)}
          none={nobody}
        />
        <Select
          {...common}
          name="lawyer"
          label={fields.lawyer}
          options={namedOptions(t, town.lawyers)}
          none={nobody}
        />
      </div>
      <fieldset class="ways">
        <legend>{ways}</legend>
        <p class="hint">{waysHint}</p>
        <Check {...common} name="copy" label={fields.copy} />
        <div class="grid">
          <Input {...common} name="address" label={fields.address} type="email" wide />
          <Input {...common} name="wecomUrl" label={fields.wecomUrl} wide />
          <Input {...common} name="dingtalkUrl" label={fields.dingtalkUrl} />
          <Input {...common} name="dingtalkSecret" label={fields.dingtalkSecret} />
          <Input {...common} name="feishuUrl" label={fields.feishuUrl} />
          <Input {...common} name="feishuSecret" label={fields.feishuSecret} />
        </div>
        <Check {...common} name="log" label={fields.log} />
      </fieldset>
    </>
  );
};
