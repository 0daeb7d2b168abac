package io.voucherctl.server.http;

/**
 * Decides where a proxied request goes. Runs on the event loop: must not block, and is called once
 * per request, before its body has been read.
 */
@FunctionalInterface
public interface Director {
  Decision direct(RequestHead head);

  /**
   * A request was refused without asking for a decision: its head breaks the rules of HTTP, or asks
   * for what a proxy does not do.
   *
   * @param head what is known of the request; that may be very little
   */
  default void refused(int status, RequestHead head) {}
}
