package io.voucherctl.server.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How sockets are driven: by epoll itself where that works, else by the JDK's selector. */
enum Transport {
  EPOLL {
    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerChannel> listening() {
      return EpollServerSocketChannel.class;
    }

    @Override
    Class<? extends SocketChannel> connecting() {
      return EpollSocketChannel.class;
    }

    @Override
    boolean silent(SocketChannel channel, ByteBuffer scratch) {
      try {
        return ((EpollSocketChannel) channel).fd().read(scratch, 0, 1) == 0;
      } catch (IOException e) {
        return false;
      }
    }
  },

  NIO {
    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerChannel> listening() {
      return NioServerSocketChannel.class;
    }

    @Override
    Class<? extends SocketChannel> connecting() {
      return NioSocketChannel.class;
    }

    @Override
    boolean silent(SocketChannel channel, ByteBuffer scratch) {
      ((AbstractNioChannel.NioUnsafe) channel.unsafe()).read();
      return channel.isActive();
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  /** The best there is here. */
  static Transport best() {
    if (Epoll.isAvailable()) {
      return EPOLL;
    }
    LOG.debug("no epoll here", Epoll.unavailabilityCause());
    return NIO;
  }

  abstract IoHandlerFactory handlers();

  abstract Class<? extends ServerChannel> listening();

  abstract Class<? extends SocketChannel> connecting();

  /**
   * Whether a channel that should have nothing to say has nothing: no byte, no end, no error. If it
   * has, it is lost for any use. On the channel's loop.
   *
   * @param scratch room for one byte, direct
   */
  abstract boolean silent(SocketChannel channel, ByteBuffer scratch);
}
