import { surfaceContract } from '../contract.ts';
import { wireDriver } from './driver.ts';

surfaceContract('the console', wireDriver);
