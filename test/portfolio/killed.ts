// A process that imports a file and says how far it has come, to be killed: `node --import tsx test/portfolio/killed.ts URL FIRM FILE`.
import { openData } from '../../src/data/client.ts';
import { runImport } from '../../src/portfolio/import/service.ts';
import { fileSource } from '../../src/portfolio/import/source.ts';
import { deskOf } from './fixture.ts';

const [url = '', firmId = '', path = ''] = process.argv.slice(2);
const data = openData(url);
await runImport(
  deskOf(data, firmId),
  fileSource(path),
  'carteira.csv',
  ({ lines }) => void process.stdout.write(`${lines}\n`),
);
await data.close();
