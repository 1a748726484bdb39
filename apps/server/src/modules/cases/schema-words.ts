import { Type } from 'typebox';

/** Lists and types that the shapes of cases share. */

export const natures = ['consult', 'help', 'complaint', 'report', 'suggest', 'thanks', 'other'] as const;
export const identities = ['named', 'confidential', 'anonymous'] as const;
export const channels = ['app', 'phone', 'web', 'wechat', 'counter', 'patrol', 'device', 'email', 'sms', 'other'] as const;

export const words = <const T extends string[]>(list: readonly [...T]) => Type.Enum([...list]);
export const at = Type.String({ format: 'date-time' });
export const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
