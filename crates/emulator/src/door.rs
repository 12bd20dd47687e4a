//! The listening socket, whose connections can be cut after so many bytes: a peer that hangs up cannot be emulated above it.

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// How many bytes a connection may still send; below zero, any number.
#[derive(Debug, Clone)]
pub(crate) struct Scissors(Arc<AtomicI64>);

impl Scissors {
    /// The connection sends so many bytes more and is then closed.
    pub(crate) fn after(&self, bytes: i64) {
        self.0.store(bytes, Ordering::SeqCst);
    }

    /// Whatever the connection still sends leaves in small pieces.
    pub(crate) fn trickle(&self) {
        self.0.store(TRICKLE, Ordering::SeqCst);
    }

    fn left(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Stands for a trickle where bytes would stand.
const TRICKLE: i64 = i64::MIN;

/// Bytes a piece.
const PIECE: usize = 1_000;

/// A connection with scissors.
pub(crate) struct Wire {
    stream: TcpStream,
    scissors: Scissors,
}

/// The socket.
pub(crate) struct Door(pub(crate) TcpListener);

impl Listener for Door {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        loop {
            // A connection that breaks before it is accepted is the client's affair.
            if let Ok((stream, address)) = self.0.accept().await {
                // Without it a small answer may wait for an acknowledgement, and measured latency is not what was asked for.
                let _ = stream.set_nodelay(true);
                return (Wire { stream, scissors: Scissors(Arc::new(AtomicI64::new(-1))) }, address);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Door>> for Scissors {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Scissors {
        stream.io().scissors.clone()
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let left = self.scissors.left();
        if left == 0 {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let most = if left == TRICKLE { PIECE } else { usize::try_from(left).unwrap_or(usize::MAX) };
        let allowed = most.min(bytes.len());
        let written = Pin::new(&mut self.stream).poll_write(context, &bytes[..allowed]);
        if let (Poll::Ready(Ok(count)), true) = (&written, left > 0) {
            self.scissors.after(left - i64::try_from(*count).unwrap_or(left));
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
