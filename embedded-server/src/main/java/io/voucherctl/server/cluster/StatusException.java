package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal that the Kubernetes wire format spells as a {@code Status} object. */
public final class StatusException extends RuntimeException {
  private static final long serialVersionUID = 2L;

  /** One thing that is wrong with an object: where, which kind of wrong, and in words. */
  record Cause(String field, String reason, String message) {
    static Cause invalid(String field, String message) {
      return new Cause(field, "FieldValueInvalid", "Invalid value: " + message);
    }

    static Cause required(String field) {
      return new Cause(field, "FieldValueRequired", "Required value");
    }

    static Cause forbidden(String field, String message) {
      return new Cause(field, "FieldValueForbidden", "Forbidden: " + message);
    }
  }

  private final int code;
  private final String reason;
  private final @Nullable ObjectNode details;

  /**
   * @param code HTTP status
   * @param reason the machine-readable word: NotFound, AlreadyExists, Conflict, Invalid, Expired
   *     ...
   */
  StatusException(int code, String reason, String message) {
    this(code, reason, message, null);
  }

  private StatusException(int code, String reason, String message, @Nullable ObjectNode details) {
    super(message, null, false, false); // a refusal is an answer: nobody reads its stack
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  static StatusException notFound(String resource, String name) {
    return about(404, "NotFound", resource, name, quoted(resource, name) + " not found");
  }

  static StatusException alreadyExists(String resource, String name) {
    return about(409, "AlreadyExists", resource, name, quoted(resource, name) + " already exists");
  }

  static StatusException conflict(String resource, String name) {
    return conflict(
        resource,
        name,
        "the object has been modified; please apply your changes to the latest version");
  }

  static StatusException conflict(String resource, String name, String why) {
    String message = "Operation cannot be fulfilled on " + quoted(resource, name) + ": " + why;
    return about(409, "Conflict", resource, name, message);
  }

  static StatusException forbidden(String resource, String name, String why) {
    return about(
        403, "Forbidden", resource, name, quoted(resource, name) + " is forbidden: " + why);
  }

  static StatusException badRequest(String message) {
    return new StatusException(400, "BadRequest", message);
  }

  static StatusException unsupportedMediaType(String message) {
    return new StatusException(415, "UnsupportedMediaType", message);
  }

  static StatusException expired(String message) {
    return new StatusException(410, "Expired", message);
  }

  static StatusException tooLarge(String message) {
    return new StatusException(413, "RequestEntityTooLarge", message);
  }

  /** 422 with every cause listed. */
  static StatusException invalid(ResourceType type, String name, List<Cause> causes) {
    ObjectNode details = details(type.group(), type.kind(), name);
    StringBuilder message = new StringBuilder(type.kind() + " \"" + name + "\" is invalid: ");
    var listed = details.putArray("causes");
    for (Cause cause : causes) {
      message.append(listed.isEmpty() ? "" : ", ");
      message.append(cause.field()).append(": ").append(cause.message());
      ObjectNode node = listed.addObject();
      node.put("reason", cause.reason());
      node.put("message", cause.message());
      node.put("field", cause.field());
    }
    return new StatusException(422, "Invalid", message.toString(), details);
  }

  private static StatusException about(
      int code, String reason, String resource, String name, String message) {
    return new StatusException(
        code, reason, message, details(ResourceTable.groupOf(resource), resource, name));
  }

  private static ObjectNode details(String group, String kind, String name) {
    ObjectNode details = Json.object();
    details.put("name", name);
    if (!group.isEmpty()) {
      details.put("group", group);
    }
    details.put("kind", kind);
    return details;
  }

  private static String quoted(String resource, String name) {
    String group = ResourceTable.groupOf(resource);
    return resource + (group.isEmpty() ? "" : "." + group) + " \"" + name + "\"";
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  /** The {@code Status} object a client gets. */
  ObjectNode status() {
    ObjectNode status = Json.object();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure");
    status.put("message", getMessage());
    status.put("reason", reason);
    status.set("details", details == null ? Json.object() : details.deepCopy());
    status.put("code", code);
    return status;
  }
}
