import { describe, expect, it } from 'vitest';
import { scanShapes } from '../scan-shapes.js';

const found = (text: string, strict = true) =>
  scanShapes(text, strict).map(({ rule, start, end }) => [rule.id, text.slice(start, end)]);
const password = 'hunter2x';

describe('A password on a command line', () => {
  it.each([
    `mysql -p${password} docs`,
    `mysqldump -h db -uroot -p${password}`,
    `mariadb-dump\t-p"${password}"`,
    `mysql -p'${password}' docs`,
    `sshpass -p ${password} ssh host`,
    `sshpass -p${password}`,
    `sshpass  -p ${password}`,
    `sshpass -v  -p '${password}'`,
    `curl -u bot:${password} https://acme.org`,
    `curl -s --user=bot.b-c@acme:${password}`,
    `curl -ubot:${password} https://acme.org`,
    `wget --user "bot:${password}"`,
    `docker login -u bot -p ${password} acme.org`,
    `podman login -p=${password}`,
    `helm registry login -p ${password}`,
    `skopeo login -p${password}`,
    `redis-cli -h cache -a ${password} ping`,
    `redis-cli -a  ${password} ping`,
    `sqlcmd -S db -U sa -P ${password}`,
    `sqlcmd -P  ${password}`,
    `ldapsearch -x -D cn=a -w ${password} -b dc=x`,
    `ldapadd -w  ${password}`,
    `ldapmodify -w ${password}`,
    `ldapdelete -w ${password}`,
    `ldapwhoami -w ${password}`,
    `ldappasswd -w ${password}`,
    `az login -p  ${password}`,
    `az login --service-principal -u app -p ${password} --tenant t`,
    `htpasswd -b .htpasswd bot ${password}`,
    `htpasswd -B -bc /etc/nginx/.htpasswd bot ${password}`,
    `htpasswd  -Bn  -cbv  .htpasswd  bot  ${password}`,
    `rabbitmqctl add_user bot ${password}`,
    `rabbitmqctl  change_password  bot  ${password}`,
    `openssl rsa -passin pass:${password} -in x`,
    `openssl rsa -passout pass:${password} -in x`,
    `openssl enc -pass pass:${password} -in x`,
    `echo 'root:${password}' | sudo chpasswd`,
    `echo root:${password}|chpasswd`,
    `echo -n  "root:${password}"  |  sudo  chpasswd`,
    `echo ${password} | docker login -u bot --password-stdin`,
    `echo -n "${password}" | gh auth login --with-token`,
    `echo -n  ${password}  | docker login --password-stdin`,
    `echo ${password}| docker login --password-stdin`,
  ])('%s', (command) => {
    expect(found(`run: ${command}`)).toEqual([['command-password', password]]);
    expect(found(`run: ${command}`, false)).toEqual([['command-password', password]]);
  });

  it('may be a word in a manifest alone', () => {
    expect(found('redis-cli -a letmein')).toEqual([['command-password', 'letmein']]);
    expect(found('redis-cli -a letmein', false)).toEqual([]);
  });

  it.each([
    `mysql -p ${password}`,
    `mysql ls-p${password}`,
    `mysql x; y -p${password}`,
    `mysql x | y -p${password}`,
    `mysql x && y -p${password}`,
    `mysql\n-p${password}`,
    `mysql_5 -p${password}`,
    `mysql-p${password}`,
    `sshpass ssh -p ${password}`,
    `sshpass xyz${password} -p x`,
    `sshpass\n-p ${password}`,
    `curl -u bot`,
    `curl https://acme.org/-u bot:${password}`,
    `curl x; y -u bot:${password}`,
    `curl -u bot: ${password}`,
    `docker login --password-stdin`,
    `docker login x | y -p ${password}`,
    `docker login acme-p ${password}`,
    `docker login-abc${password} -p x`,
    `docker run -p ${password}`,
    `redis-cli -h cache -a`,
    `redis-cli -a${password}`,
    `sqlcmd -S db -p ${password}`,
    `ldapsearch -x | grep -w ${password}`,
    `az account show -p ${password}`,
    `htpasswd -B .htpasswd ${password}`,
    `rabbitmqctl list_users bot ${password}`,
    `openssl rsa -passin env:${password}`,
    `sqlcmdlet -P ${password}`,
    `ldapsearcher -w ${password}`,
    `az loginx -p ${password}`,
    `htpasswdx -b .htpasswd bot ${password}`,
    `rabbitmqctlx add_user bot ${password}`,
    `echo ${password} | chpasswd`,
    `echo $(date) x:${password} | chpasswd`,
    `echo abc ${password} | docker login --password-stdin`,
    'echo $TOKEN | docker login -u bot --password-stdin',
    `echo ${password} | docker login -u bot`,
    `redis-cli-abc${password} -a x`,
    `sqlcmd-abc${password} -P x`,
    `ldapsearch-abc${password} -w x`,
    `az login-abc${password} -p x`,
    `htpasswd-abcdefg${password} -b f b x`,
    `rabbitmqctl-abcdefghijk${password} add_user b x`,
    `redis-cli x; y -a ${password}`,
    'redis-cli -a "$PASSWORD"',
    `redis-cli ${'x '.repeat(200)} -a ${password}`,
  ])('is none in %s', (command) => {
    expect(found(command)).toEqual([]);
  });
});

describe('A line of a password file', () => {
  it.each([
    `db:5432:docs:bot:${password}`,
    `db:5433:*:bot:${password}`,
    `db:6432:docs:b-o_t:${password}`,
    `db:*:docs:bot:${password}`,
    `machine acme.org login bot password ${password}`,
    `machine acme.org\n  login bot\n  password ${password}`,
    `machine  acme.org login  bot password  ${password}`,
  ])('%s', (line) => {
    expect(found(line)).toEqual([['password-file', password]]);
    expect(found(line, false)).toEqual([['password-file', password]]);
  });

  it.each([
    'db:5432:docs:bot:letmein',
    `db:5434:docs:bot:${password}`,
    `db:5432:docs:${password}`,
    `db:5432:do cs:bot:${password}`,
    `machine acme.org password ${password}`,
    `machine acme.org login bot password\n${password}`,
    `machine learning login bot then password ${password}`,
    `machine${'s'.repeat(20)} acme.org login q1w2e3r4t5 password x`,
  ])('is none in %j', (line) => {
    expect(found(line)).toEqual([]);
  });
});
