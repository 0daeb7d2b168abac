package io.voucherctl.commands.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.commands.exit.Failure;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Keeps an eye on some objects until it is closed. Lists them, and lists them again as soon as a
 * watch rings; also when it has been silent for long, because a connection that died says nothing
 * either. An API server that is away is asked again and again, at growing distances. Everything is
 * told on one thread of its own.
 */
public final class KubeFollower implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Who is told. */
  public interface Eye {
    /** What is there now, as the API server lists it: {@code items}. */
    void seen(JsonNode list);

    /** From now on it is not known what is there; told at every attempt that fails. */
    void lost(String why);
  }

  /**
   * How patient it is.
   *
   * @param check how long a silent watch is trusted
   * @param gap between two lists, however often the watch rings
   * @param firstRetry after the first failure; each one doubles it
   * @param longestRetry never longer than this
   */
  public record Pace(Duration check, Duration gap, Duration firstRetry, Duration longestRetry) {
    public static final Pace STEADY =
        new Pace(
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofSeconds(5));
  }

  private final KubeSession session;
  private final KubeSelection selection;
  private final Pace pace;
  private final RandomGenerator random;
  private final Eye eye;
  private final Thread thread;
  private volatile boolean closed;
  private Duration retry;

  private KubeFollower(
      KubeSession session, KubeSelection selection, Pace pace, RandomGenerator random, Eye eye) {
    this.session = session;
    this.selection = selection;
    this.pace = pace;
    this.random = random;
    this.eye = eye;
    this.retry = pace.firstRetry();
    this.thread = Thread.ofVirtual().name("follow " + selection.resource()).unstarted(this::run);
  }

  /**
   * Returns at once; nothing has been seen yet.
   *
   * @param random for the distance of retries; safe for all threads
   */
  public static KubeFollower start(
      KubeSession session, KubeSelection selection, Pace pace, RandomGenerator random, Eye eye) {
    KubeFollower follower = new KubeFollower(session, selection, pace, random, eye);
    follower.thread.start();
    return follower;
  }

  private void run() {
    try {
      while (!closed) {
        try {
          follow();
        } catch (Failure e) {
          lost(e.line());
        } catch (RuntimeException e) {
          lost(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the watch ends. */
  private void follow() throws InterruptedException {
    String revision = look();
    try (KubeBell bell =
        session.call(
            selection.request("watch"),
            client -> KubeBell.hang(client, selection.watchPath(revision)))) {
      KubeBell.Sound sound = bell.hear(pace.check());
      while (!closed && sound != KubeBell.Sound.END) {
        retry = pace.firstRetry();
        look();
        if (sound == KubeBell.Sound.RING) {
          Thread.sleep(pace.gap());
        }
        sound = bell.hear(pace.check());
      }
      String refusal = bell.refusal();
      if (refusal != null) {
        lost("cannot " + selection.request("watch") + ": " + refusal);
      }
    }
  }

  /** The revision of what is there. */
  private String look() {
    KubeRequest request = selection.request("list");
    String text = session.call(request, client -> client.raw(selection.listPath(), "GET", null));
    JsonNode list;
    try {
      list = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Failure.Broken(
          "cannot " + request + ": the server does not speak the Kubernetes API", null, null);
    }
    if (!closed) {
      eye.seen(list);
    }
    return list.path("metadata").path("resourceVersion").asText();
  }

  private void lost(String why) {
    if (!closed) {
      eye.lost(why);
    }
  }

  /** Half to all of the distance, so that a fleet does not come back in step. */
  private void pause() throws InterruptedException {
    long most = retry.toMillis();
    Thread.sleep(random.nextLong(most / 2, most + 1));
    Duration doubled = retry.multipliedBy(2);
    retry = doubled.compareTo(pace.longestRetry()) < 0 ? doubled : pace.longestRetry();
  }

  /** Ends the watch; an eye that is looking is not waited for. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
