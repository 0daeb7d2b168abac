package io.voucherctl.server.quota;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a value read from a file or directory up to date. Looks every 50 ms at names, times, sizes
 * and the symlink target, and reads only when one of them changed: unlike a file system watch this
 * sees a directory appear, vanish and be swapped. A path that vanishes or breaks leaves the last
 * value in force. The consumer is called on the watch's own thread, except for the first value.
 */
public final class DirectoryWatch<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);
  private static final long INTERVAL_MILLIS = 50;

  /** Reads the present value. */
  @FunctionalInterface
  public interface Reader<T> {
    /** An IOException is tried again; an IllegalArgumentException says what is wrong with it. */
    T read(Path path, @Nullable T previous) throws IOException;

    /** What holds once the path has vanished: the last value, unless a reader has a word on it. */
    default T gone(T previous) {
      return previous;
    }
  }

  private record Stamp(Path file, FileTime modified, long size, @Nullable Object fileKey) {}

  private final Path path;
  private final Reader<T> reader;
  private final Consumer<? super T> consumer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Set<Stamp> seen = Set.of();
  private boolean readAgain;
  private @Nullable T value;
  private @Nullable String complaint;

  private DirectoryWatch(Path path, Reader<T> reader, Consumer<? super T> consumer) {
    this.path = path;
    this.reader = reader;
    this.consumer = consumer;
  }

  /**
   * Hands over the first value before it returns, unless the path does not exist yet. A path that
   * exists and cannot be read is thrown: whoever starts something wants to hear of it.
   */
  public static <T> DirectoryWatch<T> start(
      Path path, Reader<T> reader, Consumer<? super T> consumer) throws IOException {
    DirectoryWatch<T> watch = new DirectoryWatch<>(path, reader, consumer);
    watch.look();
    Thread.ofVirtual().name("watch " + path.getFileName()).start(watch::run);
    return watch;
  }

  private void run() {
    try {
      while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          look();
          complaint = null;
        } catch (IOException | RuntimeException e) {
          complain(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws IOException {
    Set<Stamp> now = stamps();
    boolean changed = !now.equals(seen);
    if (!changed && !readAgain) {
      return;
    }
    seen = now;
    // A second write within one tick of the file system's clock leaves no trace in the stamps.
    readAgain = changed;
    if (!Files.exists(path)) {
      if (value != null) {
        take(reader.gone(value));
      }
      return;
    }
    T next;
    try {
      next = reader.read(path, value);
    } catch (IOException e) {
      readAgain = true;
      throw e;
    }
    take(next);
  }

  private void take(T next) {
    if (!next.equals(value)) {
      value = next;
      consumer.accept(next);
    }
  }

  private Set<Stamp> stamps() throws IOException {
    Set<Stamp> stamps = new HashSet<>();
    stamp(path, stamps);
    if (Files.isDirectory(path)) {
      stampAll(path, stamps);
      Path generation = Mount.generation(path);
      if (!generation.equals(path)) {
        stampAll(generation, stamps);
      }
    }
    return stamps;
  }

  private static void stampAll(Path directory, Set<Stamp> stamps) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        stamp(file, stamps);
      }
    }
  }

  private static void stamp(Path file, Set<Stamp> stamps) throws IOException {
    if (Files.exists(file)) {
      stamps.add(stamp(file));
    } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      stamps.add(stamp(file, LinkOption.NOFOLLOW_LINKS));
    }
  }

  private static Stamp stamp(Path file, LinkOption... options) throws IOException {
    BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, options);
    return new Stamp(file, is.lastModifiedTime(), is.size(), is.fileKey());
  }

  private void complain(Exception e) {
    String text = Objects.requireNonNullElse(e.getMessage(), e.toString());
    if (!text.equals(complaint)) {
      complaint = text;
      LOG.warn("{} is not taken over, the last state stays in force: {}", path, text);
    }
  }

  /** Stops looking; a consumer that is running is not waited for. */
  @Override
  public void close() {
    closed.countDown();
  }
}
