import { z } from 'zod';
import { pressable } from '../kit/definition.ts';

const one = z.object({ id: z.uuid() });
const nothing = z.object({});

export const create = pressable({ name: 'digests.new', permission: 'digest', input: nothing });
export const edit = pressable({ name: 'digests.edit', permission: 'manage', input: one });
export const editOwn = pressable({ name: 'digests.editOwn', permission: 'digest', input: one });
export const tune = pressable({ name: 'digests.tune', permission: 'digest', input: one });
export const watch = pressable({ name: 'digests.watch', permission: 'manage', input: nothing });
export const days = pressable({ name: 'digests.days', permission: 'manage', input: nothing });
