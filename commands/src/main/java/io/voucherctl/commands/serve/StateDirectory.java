package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of something that runs, mode 0700, locked while it is in use. One that was not
 * named is temporary and goes when it is closed.
 */
public final class StateDirectory implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path path;
  private final boolean temporary;
  private final FileChannel lock;

  private StateDirectory(Path path, boolean temporary, FileChannel lock) {
    this.path = path;
    this.temporary = temporary;
    this.lock = lock;
  }

  /** Opens a directory, made when it is not there; null opens a temporary one. */
  public static StateDirectory open(@Nullable Path requested) {
    try {
      FileAttribute<?> privately =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Path path;
      if (requested == null) {
        path = Files.createTempDirectory("voucherctl-", privately);
      } else {
        path = requested.toAbsolutePath();
        if (!Files.isDirectory(path)) {
          Files.createDirectories(path, privately);
        }
      }
      return new StateDirectory(path, requested == null, lock(path));
    } catch (IOException e) {
      throw new Failure.BadInput(
          "cannot work in " + (requested == null ? "a temporary directory" : requested),
          "name a directory that you may write to");
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new Failure.BadInput(
          path + " is in use by another voucherctl", "give this one a directory of its own");
    }
    return channel;
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve(LOCK));
      lock.close();
      if (temporary) {
        delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + path, e);
    }
  }

  private void delete() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
