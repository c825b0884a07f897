import { Alert, Descriptions, Flex, Segmented, Tag } from 'antd';
import type { Schemas } from '../../../api/client';
import { usePreferences } from '../../../frame/preferences';
import { useMe } from '../../../frame/session';
import type { Theme } from '../../../kit/appearance';
import { type Language, useText, useWords } from '../../../kit/language';
import { Loaded } from '../../../kit/loaded';
import { Page } from '../../../kit/page';
import { OwnSessions } from './own-sessions';
import { PasswordForm } from './password-form';
import { SecondFactor } from './second-factor';
import { Section } from './section';
import { words } from './words';

type Me = Schemas['Me'];

/** One's own account: who one is, how the console looks, password, second factor, sign-ins. */
export default function Profile() {
  const w = useWords(words);
  return (
    <Page title={w.title}>
      <Loaded query={useMe()}>{(me) => <Account me={me} />}</Loaded>
    </Page>
  );
}

function Account({ me }: { me: Me }) {
  const [first, rest] = [me.must.includes('change_password'), me.must.length > 0];
  const password = <PasswordForm key="password" />;
  const factor = <SecondFactor key="factor" />;
  return (
    <Flex vertical gap={16} style={{ maxWidth: 880 }}>
      {rest && <Duties must={me.must} />}
      {first ? [password, factor] : rest ? [factor] : null}
      <Person me={me} />
      {first ? null : rest ? password : [factor, password]}
      <OwnSessions />
    </Flex>
  );
}

function Duties({ must }: { must: string[] }) {
  const w = useWords(words);
  const said = { change_password: w.change_password, enrol_second_factor: w.enrol_second_factor };
  const list = (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {must.map((duty) => (
        <li key={duty}>{said[duty as keyof typeof said] ?? duty}</li>
      ))}
    </ul>
  );
  return <Alert type="warning" showIcon title={w.first} description={list} />;
}

function Person({ me }: { me: Me }) {
  const w = useWords(words);
  const say = useText();
  const { theme, language, keep } = usePreferences();
  const roles = me.role_titles.map((title, place) => (
    <Tag key={me.roles[place]} data-content>
      {say(title)}
    </Tag>
  ));
  return (
    <Section title={w.me}>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'name', label: w.name, children: <span data-content>{me.name}</span> },
          { key: 'roles', label: w.roles, children: roles.length ? <span>{roles}</span> : w.noRoles },
          {
            key: 'language',
            label: w.language,
            children: (
              <Segmented<Language>
                aria-label={w.language}
                value={language}
                options={[
                  {
                    value: 'zh',
                    label: (
                      <span data-other-language lang="zh">
                        中文
                      </span>
                    ),
                  },
                  {
                    value: 'en',
                    label: (
                      <span data-other-language lang="en">
                        English
                      </span>
                    ),
                  },
                ]}
                onChange={(chosen) => keep({ language: chosen })}
              />
            ),
          },
          {
            key: 'theme',
            label: w.theme,
            children: (
              <Segmented<Theme>
                aria-label={w.theme}
                value={theme}
                options={[
                  { value: 'light', label: w.light },
                  { value: 'dark', label: w.dark },
                ]}
                onChange={(chosen) => keep({ theme: chosen })}
              />
            ),
          },
        ]}
      />
    </Section>
  );
}
