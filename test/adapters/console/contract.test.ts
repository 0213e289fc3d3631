import { browserConsole } from '../../../adapters/console/platform.ts';
import { surfaceContract } from '../contract.ts';
import { outboundContract } from '../outbound.ts';
import { wireDriver } from './driver.ts';
import { consoleOutbound } from './outbound.ts';

surfaceContract('the console', browserConsole.can, wireDriver);
outboundContract('the console', browserConsole.can, consoleOutbound);
