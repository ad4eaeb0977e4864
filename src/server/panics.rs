//! A layer around the library's service: a fault in one handler costs that handler's answer, and nothing else.
//!
//! The library runs all handlers in one task and catches nothing, so that one panic would end the server. The layer
//! also answers for the gate, and lets no message overtake `initialize` or `shutdown`.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_service::Service;

use super::gate::UNREADABLE;
use super::log::log;

type Answer<E> = Result<Option<Response>, E>;
type Answering<E> = Pin<Box<dyn Future<Output = Answer<E>> + Send>>;

/// The service with the layer around it.
#[derive(Debug)]
pub(super) struct Guarded<S> {
    inner: S,
    turnstile: Arc<Turnstile>,
}

impl<S> Guarded<S> {
    pub(super) fn new(inner: S) -> Self {
        Self { inner, turnstile: Arc::default() }
    }
}

impl<S, E> Service<Request> for Guarded<S>
where
    S: Service<Request, Response = Option<Response>, Error = E>,
    S::Future: Send + 'static,
    E: Send + 'static,
{
    type Response = Option<Response>;
    type Error = E;
    type Future = Answering<E>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        if self.turnstile.is_closed(cx) { Poll::Pending } else { self.inner.poll_ready(cx) }
    }

    fn call(&mut self, request: Request) -> Answering<E> {
        let id = request.id().cloned();
        if request.method() == UNREADABLE {
            return Box::pin(std::future::ready(Ok(id.map(|id| unreadable(id, request.params())))));
        }
        let must_answer = request.method().starts_with("$/");
        let turn =
            matches!(request.method(), "initialize" | "shutdown").then(|| Turnstile::close(&self.turnstile));
        // The call itself reads the parameters, the future does the work: either may fail.
        let called = catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        Box::pin(async move {
            let answer = match called {
                Ok(future) => CatchUnwind(Box::pin(future)).await,
                Err(_) => None,
            };
            drop(turn);
            match answer {
                // "If a server receives a request starting with `$/` it must error the request": the library is
                // silent.
                Some(Ok(None)) if must_answer => {
                    Ok(id.map(|id| Response::from_error(id, Error::method_not_found())))
                }
                Some(answer) => answer,
                None => Ok(id.map(|id| Response::from_error(id, fault()))),
            }
        })
    }
}

/// What a client is told whose request met a fault of ours.
pub(super) fn fault() -> Error {
    Error {
        message: "copydesk failed on this request; its standard error says where".into(),
        ..Error::internal_error()
    }
}

fn unreadable(id: Id, params: Option<&Value>) -> Response {
    let member = |name: &str| params.and_then(|params| params.get(name));
    let code = member("code").and_then(Value::as_i64).map_or(ErrorCode::ParseError, ErrorCode::from);
    let reason = member("message").and_then(Value::as_str).unwrap_or_default().to_owned();
    Response::from_error(id, Error { code, message: reason.into(), data: None })
}

/// A future that gives `None` when it panics.
struct CatchUnwind<F>(Pin<Box<F>>);

impl<F: Future> Future for CatchUnwind<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(cx))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}

/// Closed while `initialize` or `shutdown` is being answered.
///
/// The library reads on meanwhile and judges each message by the state at that moment: a `didOpen` right behind
/// `initialize` would be dropped, and an `exit` right behind `shutdown` would cancel it. Scripts send such streams.
#[derive(Debug, Default)]
struct Turnstile {
    closed: AtomicBool,
    waiting: Mutex<Option<Waker>>,
}

impl Turnstile {
    fn close(this: &Arc<Self>) -> Turn {
        this.closed.store(true, Ordering::Release);
        Turn(Arc::clone(this))
    }

    fn is_closed(&self, cx: &Context<'_>) -> bool {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let closed = self.closed.load(Ordering::Acquire);
        *waiting = closed.then(|| cx.waker().clone());
        closed
    }
}

/// Opens the turnstile when it is dropped: also when the handler fails or is cancelled.
struct Turn(Arc<Turnstile>);

impl Drop for Turn {
    fn drop(&mut self) {
        let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.closed.store(false, Ordering::Release);
        let waker = waiting.take();
        drop(waiting);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Makes panics write where they happened and nothing more: the text of a panic may quote an article.
pub(super) fn write_places_only() {
    set_hook(Box::new(|panic| {
        let place =
            panic.location().map_or_else(String::new, |it| format!(" at {}:{}", it.file(), it.line()));
        log(&format!("a fault{place}; please report it"));
    }));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Panics where the method says; else answers `null`, and `late` only when polled a second time.
    struct Shaky;

    impl Service<Request> for Shaky {
        type Response = Option<Response>;
        type Error = ();
        type Future = Answering<()>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Answering<()> {
            let (method, id, _) = request.into_parts();
            assert_ne!(method, "call");
            Box::pin(async move {
                tokio::task::yield_now().await;
                assert_ne!(method, "poll");
                if method == "$/unknown" {
                    return Ok(None); // As the library does.
                }
                Ok(id.map(|id| Response::from_ok(id, Value::Null)))
            })
        }
    }

    fn answer(request: Request) -> Option<Response> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(Guarded::new(Shaky).call(request)).unwrap()
    }

    fn code(response: Option<Response>) -> Option<i64> {
        response?.error().map(|error| error.code.code())
    }

    #[test]
    fn a_fault_costs_one_answer() {
        assert_eq!(code(answer(Request::build("call").id(1).finish())), Some(-32603));
        assert_eq!(code(answer(Request::build("poll").id(2).finish())), Some(-32603));
        assert!(answer(Request::build("well").id(3).finish()).unwrap().is_ok());
    }

    #[test]
    fn a_fault_in_a_notification_is_answered_with_silence() {
        assert_eq!(answer(Request::build("call").finish()), None);
        assert_eq!(answer(Request::build("poll").finish()), None);
    }

    #[test]
    fn an_unknown_request_of_the_protocol_is_answered() {
        let unknown = |id: Option<i64>| {
            let request = Request::build("$/unknown");
            let request = if let Some(id) = id { request.id(id) } else { request };
            code(answer(request.finish()))
        };
        assert_eq!(unknown(Some(1)), Some(-32601));
        assert_eq!(unknown(None), None);
    }

    #[test]
    fn the_gate_speaks_through_the_layer() {
        let params = json!({"code": -32700, "message": "no JSON"});
        let response = answer(Request::build(UNREADABLE).id(Id::Null).params(params).finish()).unwrap();
        assert_eq!(response.error().unwrap().message, "no JSON");
        assert_eq!(code(Some(response)), Some(-32700));
    }

    #[test]
    fn nothing_overtakes_initialize() {
        let ready = |service: &mut Guarded<Shaky>| {
            service.poll_ready(&mut Context::from_waker(Waker::noop())).is_ready()
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut service = Guarded::new(Shaky);
        let answering = service.call(Request::build("initialize").id(1).finish());
        assert!(!ready(&mut service));
        runtime.block_on(answering).unwrap();
        assert!(ready(&mut service));
        // Dropped without having been polled.
        drop(service.call(Request::build("shutdown").id(2).finish()));
        assert!(ready(&mut service));
        let _other = service.call(Request::build("textDocument/hover").id(3).finish());
        assert!(ready(&mut service));
    }
}
