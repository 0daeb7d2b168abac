package io.voucherctl.server.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files of one log, read through as if they were one. Used by one thread. */
final class LogFiles implements AutoCloseable {
  private static final int BLOCK = 16 << 10;

  private final Deque<FileChannel> open = new ArrayDeque<>();
  private final @Nullable Path newest;
  private @Nullable Object newestKey;

  LogFiles(List<Path> files) throws IOException {
    this.newest = files.isEmpty() ? null : files.getLast();
    try {
      for (Path file : files) {
        add(file);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Skips to where the last {@code lines} lines begin. */
  void skipToTail(long lines) throws IOException {
    long newlines = endsWithNewline() ? lines + 1 : lines;
    boolean found = lines == 0;
    for (FileChannel file : new ArrayList<>(open).reversed()) {
      if (found) {
        file.position(file.size());
        continue;
      }
      long end = file.size();
      while (end > 0 && !found) {
        byte[] block = block(file, end);
        long from = end - block.length;
        for (int i = block.length - 1; i >= 0 && !found; i--) {
          if (block[i] == '\n' && --newlines == 0) {
            file.position(from + i + 1);
            found = true;
          }
        }
        end = from;
      }
    }
  }

  /** Bytes that are still to be read, as of now. */
  long remaining() throws IOException {
    long bytes = 0;
    for (FileChannel file : open) {
      bytes += Math.max(0, file.size() - file.position());
    }
    return bytes;
  }

  /** Fills in what comes next; false when nothing more is there (yet). */
  boolean read(ByteBuffer into) throws IOException {
    while (!open.isEmpty()) {
      if (open.getFirst().read(into) > 0) {
        return true;
      }
      if (open.size() == 1) {
        return false;
      }
      open.removeFirst().close();
    }
    return false;
  }

  /** Looks whether the log went on in a new file of the same name, and goes on there too. */
  void follow() throws IOException {
    if (newest != null && !Objects.equals(key(newest), newestKey)) {
      add(newest);
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : open) {
      file.close();
    }
  }

  private void add(Path file) throws IOException {
    try {
      Object key = key(file);
      open.addLast(FileChannel.open(file, StandardOpenOption.READ));
      if (file.equals(newest)) {
        newestKey = key;
      }
    } catch (NoSuchFileException e) {
      return; // pruned, or between two names: what is left is the log
    }
  }

  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private boolean endsWithNewline() throws IOException {
    for (FileChannel file : new ArrayList<>(open).reversed()) {
      if (file.size() > 0) {
        byte[] block = block(file, file.size());
        return block[block.length - 1] == '\n';
      }
    }
    return false;
  }

  /** The bytes before {@code end}, at most a block of them. */
  private static byte[] block(FileChannel file, long end) throws IOException {
    ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, end));
    long from = end - block.capacity();
    int read = 0;
    while (block.hasRemaining() && read >= 0) {
      read = file.read(block, from + block.position());
    }
    return block.array();
  }
}
