import { z } from 'zod';
import { pressable } from '../kit/definition.ts';

export const editPreferences = pressable({ name: 'firms.editPreferences', permission: 'manage', input: z.object({}) });
