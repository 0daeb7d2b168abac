package io.voucherctl.commands.latency;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Writes a file whole or not at all: beside its place first, then moved there in one step. */
public final class WholeFile {
  /** What comes into a file. */
  @FunctionalInterface
  public interface Content {
    void print(PrintWriter file);
  }

  private WholeFile() {}

  /** Replaces what is there. */
  public static void replace(Path path, String text) {
    replace(path, file -> file.print(text));
  }

  /** Replaces what is there by what is printed. */
  public static void replace(Path path, Content content) {
    write(
        path,
        true,
        part -> {
          try (PrintWriter file = new PrintWriter(part.toFile(), StandardCharsets.UTF_8)) {
            content.print(file);
            if (file.checkError()) {
              throw new IOException("no room or no access");
            }
          } catch (IOException e) {
            throw new Failure.Broken("cannot write " + path + ": " + HlogReader.reason(e), null, e);
          }
        });
  }

  /** Leaves what is there as it is, and says so; {@code force} replaces it. */
  static void write(Path path, boolean force, Consumer<Path> content) {
    HlogWriter.requireWritable(path);
    if (!force && Files.exists(path)) {
      throw exists(path);
    }
    Path part = path.resolveSibling("." + path.getFileName() + ".part");
    try {
      Files.createFile(part);
    } catch (FileAlreadyExistsException e) {
      throw new Failure.BadInput(
          part + " is in the way", "another run is writing " + path + ", or one was killed");
    } catch (IOException e) {
      throw new Failure.BadInput("cannot write " + path + ": " + HlogReader.reason(e));
    }
    try {
      content.accept(part);
      publish(part, path, force);
    } catch (FileAlreadyExistsException e) {
      throw exists(path);
    } catch (IOException e) {
      throw new Failure.Broken("cannot write " + path + ": " + HlogReader.reason(e), null, e);
    } finally {
      part.toFile().delete();
    }
  }

  private static void publish(Path part, Path path, boolean force) throws IOException {
    if (force) {
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try {
      // Unlike a move, a link never replaces what somebody else put there meanwhile.
      Files.createLink(path, part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(part, path);
    }
  }

  private static Failure exists(Path path) {
    return new Failure.BadInput(path + " exists", "--force replaces it");
  }
}
