package io.voucherctl.server.cluster;

import io.voucherctl.server.http.Request;
import java.util.OptionalLong;

/** Reads the query parameters that Kubernetes clients send; a broken one is a BadRequest. */
record Parameters(Request request) {

  String text(String name) {
    String value = request.query().first(name);
    return value == null ? "" : value;
  }

  boolean flag(String name) {
    String value = text(name);
    return switch (value) {
      case "", "false", "0", "False" -> false;
      case "true", "1", "True" -> true;
      default -> throw StatusException.badRequest("not true or false: " + name + "=" + value);
    };
  }

  /** A count; empty when absent. */
  OptionalLong count(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!value.matches("[0-9]{1,18}")) {
      throw StatusException.badRequest("not a whole number: " + name + "=" + value);
    }
    return OptionalLong.of(Long.parseLong(value));
  }

  boolean dryRun() {
    return isDryRun(text("dryRun"));
  }

  static boolean isDryRun(String value) {
    if (!value.isEmpty() && !value.equals("All")) {
      throw StatusException.badRequest(
          "dryRun: Unsupported value: \"" + value + "\": supported values: \"All\"");
    }
    return !value.isEmpty();
  }

  Selection selection(ResourceType type) {
    return new Selection(
        LabelSelector.parse(text("labelSelector")),
        FieldSelector.parse(type, text("fieldSelector")));
  }
}
