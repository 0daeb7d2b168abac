package io.voucherctl.server.http;

/**
 * Decides where a proxied request goes. Runs on the event loop: must not block, and is called once
 * per request, before its body has been read.
 */
@FunctionalInterface
public interface Director {
  Decision direct(RequestHead head);
}
