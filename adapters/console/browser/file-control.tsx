import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import { fill } from '../words.ts';
import type { ControlProps } from './controls.tsx';
import { Icon } from './icon.tsx';
import { useRoom } from './room.ts';
import { readableSize } from './text.ts';

/** A file that is chosen or dropped; it is sent when it is read. */
export function FileControl({ about, control }: ControlProps) {
  const { words, acts } = useRoom();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [isOver, setOver] = useState(false);
  useImperativeHandle(
    control,
    () => ({
      read: async () => (file ? { file: await acts.upload(file) } : undefined),
      focus: () => input.current?.focus(),
    }),
    [file],
  );
  const remove = () => {
    input.current!.value = '';
    setFile(undefined);
    input.current?.focus();
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const dropped = event.dataTransfer?.files[0];
    if (dropped) setFile(dropped);
  };
  return (
    <div
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <input type="file" class="unseen" ref={input} onChange={() => setFile(input.current?.files?.[0])} {...about} />
      <label class="drop-ask" for={about.id} hidden={Boolean(file)}>
        <Icon name="attach" />
        <span>
          <strong>{words.chooseFile}</strong> {words.dropFile}
        </span>
      </label>
      <div class="drop-has" hidden={!file}>
        <Icon name="file" />
        <span class="file-words">
          <span class="file-name">{file?.name}</span>
          <span class="file-size">{file && readableSize(file.size, words.lang)}</span>
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={file && fill(words.removeFile, { name: file.name })}
          onClick={remove}
        >
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}
