package io.voucherctl.server.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate and its key in two PEM files, as they were when they last made sense. Looks every
 * 100 ms whether the files changed, and takes them over once they have not changed for as long: the
 * two are seldom written in one moment. New connections get what is in force then; those that are
 * open keep what they began with. Safe for all threads.
 */
public final class TlsFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
  private static final long INTERVAL_MILLIS = 100;

  /** A signature takes a millisecond or two: long enough for an event loop to feel it. */
  private static final Executor ASIDE = task -> Thread.ofVirtual().name("tls").start(task);

  private record Stamp(FileTime modified, long size, @Nullable Object file) {}

  private record Stamps(@Nullable Stamp certificate, @Nullable Stamp key) {}

  private record InForce(SslContext server, TlsStanding standing) {}

  private final Path certificate;
  private final Path key;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile InForce inForce;
  private Stamps seen;
  private boolean unread;

  private TlsFiles(Path certificate, Path key, InstantSource clock) throws TlsException {
    this.certificate = certificate;
    this.key = key;
    this.clock = clock;
    this.seen = stamps();
    this.inForce = read();
  }

  /** Reads the files and begins to watch them; throws when there is nothing to begin with. */
  public static TlsFiles open(Path certificate, Path key, InstantSource clock) throws TlsException {
    TlsFiles files = new TlsFiles(certificate, key, clock);
    Thread.ofVirtual().name("watch " + certificate.getFileName()).start(files::run);
    return files;
  }

  /** What is in force, and what is wrong with the files when that is something else. */
  public TlsStanding standing() {
    return inForce.standing();
  }

  /** The server's side of one new connection. */
  SslHandler handler(ByteBufAllocator buffers) {
    return inForce.server().newHandler(buffers, ASIDE);
  }

  private void run() {
    try {
      while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          look();
        } catch (RuntimeException e) { // the next change must be seen
          LOG.error("the certificate was not looked at", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Stamps now = stamps();
    if (!now.equals(seen)) {
      seen = now;
      unread = true;
    } else if (unread) {
      unread = false;
      takeOver();
    }
  }

  private void takeOver() {
    try {
      inForce = read();
    } catch (TlsException e) {
      TlsStanding last = inForce.standing();
      String problem = Objects.requireNonNull(e.getMessage());
      if (!problem.equals(last.problem())) {
        LOG.warn("the last certificate stays in force: {}", problem);
      }
      inForce =
          new InForce(
              inForce.server(),
              new TlsStanding(last.subject(), last.notAfter(), last.loadedAt(), problem));
    }
  }

  private InForce read() throws TlsException {
    TlsPair pair = TlsPair.read(certificate, key);
    return new InForce(
        pair.server(), new TlsStanding(pair.subject(), pair.notAfter(), clock.instant(), null));
  }

  private Stamps stamps() {
    return new Stamps(stamp(certificate), stamp(key));
  }

  private static @Nullable Stamp stamp(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(is.lastModifiedTime(), is.size(), is.fileKey());
    } catch (IOException e) {
      return null;
    }
  }

  /** Looks no more; what is in force stays so. */
  @Override
  public void close() {
    closed.countDown();
  }
}
