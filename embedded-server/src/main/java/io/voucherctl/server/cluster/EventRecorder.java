package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes core/v1 Events into the store. The same happening again raises {@code count} of the event
 * that is there. At most 1,000 events, none older than an hour since it last happened. Safe for any
 * number of threads; must not be called from a store watch.
 */
public final class EventRecorder {
  static final int MOST = 1_000;
  static final Duration TIME_TO_LIVE = Duration.ofHours(1);

  /** What an event is about; {@code fieldPath} is empty for the whole object. */
  public record Subject(
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String uid,
      String fieldPath) {}

  public enum EventType {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String word;

    EventType(String word) {
      this.word = word;
    }
  }

  /** What happened, without to whom. */
  public record Happening(EventType type, String component, String reason, String message) {}

  private final ObjectStore store;
  private final InstantSource clock;
  private final Map<ObjectStore.Key, Instant> lastSeen = new LinkedHashMap<>();

  public EventRecorder(ObjectStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public synchronized void record(Subject subject, Happening happening) {
    Instant now = clock.instant();
    String seconds = now.truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectStore.Key key = key(subject, happening);
    boolean again =
        store
            .edit(
                key,
                event ->
                    event
                        .put("count", event.path("count").asInt() + 1)
                        .put("lastTimestamp", seconds))
            .isPresent();
    if (!again) {
      store.create(key, event(subject, happening, seconds));
    }
    lastSeen.remove(key);
    lastSeen.put(key, now); // moves it to the young end
    forget(now);
  }

  /** Drops what is too old; for quiet times, since recording does it too. */
  public synchronized void expire() {
    forget(clock.instant());
  }

  private void forget(Instant now) {
    Iterator<Map.Entry<ObjectStore.Key, Instant>> oldestFirst = lastSeen.entrySet().iterator();
    while (oldestFirst.hasNext()) {
      Map.Entry<ObjectStore.Key, Instant> oldest = oldestFirst.next();
      if (lastSeen.size() <= MOST && oldest.getValue().plus(TIME_TO_LIVE).isAfter(now)) {
        return;
      }
      oldestFirst.remove();
      store.delete(oldest.getKey());
    }
  }

  private static ObjectNode event(Subject subject, Happening happening, String now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata");
    ObjectNode involved = event.putObject("involvedObject");
    involved.put("apiVersion", subject.apiVersion()).put("kind", subject.kind());
    involved.put("namespace", subject.namespace()).put("name", subject.name());
    involved.put("uid", subject.uid());
    if (!subject.fieldPath().isEmpty()) {
      involved.put("fieldPath", subject.fieldPath());
    }
    event.put("type", happening.type().word).put("reason", happening.reason());
    event.put("message", happening.message());
    event.put("count", 1).put("firstTimestamp", now).put("lastTimestamp", now);
    event.putNull("eventTime");
    event.putObject("source").put("component", happening.component());
    event.put("reportingComponent", happening.component()).put("reportingInstance", "");
    return event;
  }

  /**
   * The name is made of what makes two happenings the same: finding the earlier one is a look-up.
   */
  private static ObjectStore.Key key(Subject subject, Happening happening) {
    String identity =
        String.join(
            "\0",
            subject.uid(),
            subject.kind(),
            subject.fieldPath(),
            happening.type().word,
            happening.component(),
            happening.reason(),
            happening.message());
    byte[] digest = sha256(identity);
    String suffix = HexFormat.of().formatHex(digest, 0, 8);
    return new ObjectStore.Key("events", subject.namespace(), subject.name() + "." + suffix);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
