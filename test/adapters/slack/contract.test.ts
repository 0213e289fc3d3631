import { slackDriver } from '../../fakes/slack/driver.ts';
import { surfaceContract } from '../contract.ts';

surfaceContract('Slack over HTTP', () => slackDriver('http'));
surfaceContract('Slack over Socket Mode', () => slackDriver('socket'));
