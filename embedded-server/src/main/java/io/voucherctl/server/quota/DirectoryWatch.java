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
  private static final Observer NOBODY =
      new Observer() {
        @Override
        public void confirmed() {}

        @Override
        public void failed(String problem) {}
      };

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

  /** Hears how each look went, on the watch's own thread except for the first. */
  public interface Observer {
    /** What is in force is what stands at the path. */
    void confirmed();

    /** What is in force is older than what stands at the path, or nothing does. */
    void failed(String problem);
  }

  private record Stamp(Path file, FileTime modified, long size, @Nullable Object fileKey) {}

  private final Path path;
  private final Reader<T> reader;
  private final Consumer<? super T> consumer;
  private final Observer observer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Set<Stamp> seen = Set.of();
  private boolean readAgain;
  private @Nullable T value;
  private @Nullable String complaint;
  private @Nullable String unread;

  private DirectoryWatch(
      Path path, Reader<T> reader, Consumer<? super T> consumer, Observer observer) {
    this.path = path;
    this.reader = reader;
    this.consumer = consumer;
    this.observer = observer;
  }

  /**
   * Hands over the first value before it returns, unless the path does not exist yet. A path that
   * exists and cannot be read is thrown: whoever starts something wants to hear of it.
   */
  public static <T> DirectoryWatch<T> start(
      Path path, Reader<T> reader, Consumer<? super T> consumer) throws IOException {
    return start(path, reader, consumer, NOBODY);
  }

  /** The same, for somebody who wants to know how old the value may be. */
  public static <T> DirectoryWatch<T> start(
      Path path, Reader<T> reader, Consumer<? super T> consumer, Observer observer)
      throws IOException {
    DirectoryWatch<T> watch = new DirectoryWatch<>(path, reader, consumer, observer);
    watch.lookAndTell();
    Thread.ofVirtual().name("watch " + path.getFileName()).start(watch::run);
    return watch;
  }

  private void run() {
    try {
      while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          lookAndTell();
          complaint = null;
        } catch (IOException | RuntimeException e) {
          String text = Objects.requireNonNullElse(e.getMessage(), e.toString());
          observer.failed(text);
          complain(text);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAndTell() throws IOException {
    boolean exists = look();
    if (!exists) {
      observer.failed("there is nothing at " + path);
    } else if (unread != null) {
      observer.failed(unread);
    } else {
      observer.confirmed();
    }
  }

  /** False when there is nothing at the path. */
  private boolean look() throws IOException {
    Set<Stamp> now = stamps();
    boolean changed = !now.equals(seen);
    if (!changed && !readAgain) {
      return !now.isEmpty();
    }
    seen = now;
    // A second write within one tick of the file system's clock leaves no trace in the stamps.
    readAgain = changed;
    if (!Files.exists(path)) {
      if (value != null) {
        put(reader.gone(value));
      }
      return false;
    }
    take();
    return true;
  }

  private void take() throws IOException {
    T next;
    try {
      next = reader.read(path, value);
    } catch (IOException e) {
      readAgain = true;
      throw e;
    } catch (RuntimeException e) {
      unread = Objects.requireNonNullElse(e.getMessage(), e.toString());
      throw e;
    }
    unread = null;
    put(next);
  }

  private void put(T next) {
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

  private void complain(String text) {
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
