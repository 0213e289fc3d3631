import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';

/** Discord refuses a message in which two buttons have the same id. The second is sent as a reference to the first. */
const reference = /^=same:(\d+):/;

type Identified = { custom_id: string };

/** Everything in a message that can be pressed, in its order. */
export function* identified(
  components: readonly (APIMessageTopLevelComponent | APIComponentInContainer)[],
): Generator<Identified> {
  for (const component of components) {
    if (component.type === ComponentType.Container) yield* identified(component.components);
    else if (component.type === ComponentType.ActionRow) {
      for (const each of component.components) if ('custom_id' in each) yield each as Identified;
    } else if (component.type === ComponentType.Section && 'custom_id' in component.accessory)
      yield component.accessory as Identified;
  }
}

export function uniqueIds(components: readonly APIComponentInContainer[]): void {
  const places = new Map<string, number>();
  let place = 0;
  for (const component of identified(components)) {
    const first = places.get(component.custom_id);
    if (first === undefined) places.set(component.custom_id, place);
    else component.custom_id = `=same:${first}:${place}`;
    place++;
  }
}

/** The id a press stands for, seen in the message it was pressed in. */
export function originalId(id: string, components: readonly APIMessageTopLevelComponent[] = []): string {
  const place = reference.exec(id)?.[1];
  return place === undefined ? id : ([...identified(components)][Number(place)]?.custom_id ?? id);
}
