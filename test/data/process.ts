import { openData } from '../../src/data/client.ts';
import { migrate } from '../../src/data/migrate.ts';
import { createSecret } from '../../src/data/secret.ts';
import { write } from '../../src/data/write.ts';
import { contextOf } from '../../src/firms/context.ts';
import { UserError } from '../../src/kit/errors.ts';
import { createRegistry } from '../../src/kit/registry.ts';

// Another process on the same database: `migrate URL`, or `write URL FIRM KEY`, or the same with `die`, which is killed half-way.
const [what, url = '', firmId = '', key = ''] = process.argv.slice(2);

async function deed(): Promise<string> {
  const data = openData(url);
  const ctx = contextOf(
    { data, secret: createSecret('s'), publicUrl: '', registry: createRegistry([], []), log: console },
    {
      firm: { id: firmId, name: '', timeZone: 'UTC', version: 0 },
      actor: { kind: 'system', id: 'child' },
      from: 'test',
      now: new Date(),
      key,
    },
  );
  try {
    await write(ctx, 'manage', async ({ tx, audit, enqueue }) => {
      await tx.firm.update({ where: { id: firmId }, data: { phone: 'child' } });
      await audit('child.deed');
      await enqueue({ key: `child:${key}`, kind: 'test', payload: {} });
      if (what === 'die') process.kill(process.pid, 'SIGKILL');
    });
    return 'done';
  } catch (error) {
    return error instanceof UserError ? error.code : String(error);
  } finally {
    await data.close();
  }
}

console.log(what === 'migrate' ? JSON.stringify(await migrate(url)) : await deed());
