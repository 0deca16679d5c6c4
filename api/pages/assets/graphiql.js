// Opens GraphiQL on this server's /graphql. Asks for the API key when the server wants one, keeps it in this tab, sends it as a header.
(() => {
  "use strict";

  const KEY = "liantu-key";
  const ENDPOINT = "/graphql";
  const DEFAULT_QUERY = `# 链图 Liantu · 哪些部门服务于这条产业链？
# Which departments serve this chain?
# 运行 Run: Ctrl+Enter · 文档 Docs: 左上角 upper left
query DepartmentsOfChain($chain: ID!) {
  departmentsServing(chain: $chain) {
    department { __typename name }
    kinds
    explanation
    services {
      kind
      route
      basis
      target { name }
      evidence { locator claim }
    }
  }
  chains {
    nodes { id name }
  }
}
`;

  const dialog = document.getElementById("key-dialog");
  const field = document.getElementById("key-field");
  const problem = document.getElementById("key-problem");
  let asking = null;

  // One dialog for all requests that wait for a key; resolves to whether one was given.
  function askForKey(message) {
    asking ??= new Promise((resolve) => {
      problem.textContent = message;
      field.value = "";
      dialog.returnValue = "cancel";
      dialog.addEventListener("close", () => {
        const given = dialog.returnValue === "ok" && field.value.trim() !== "";
        if (given) sessionStorage.setItem(KEY, field.value.trim());
        asking = null;
        resolve(given);
      }, { once: true });
      dialog.showModal();
      field.focus();
    });
    return asking;
  }

  async function send(params, headers) {
    const key = sessionStorage.getItem(KEY);
    const response = await fetch(ENDPOINT, {
      method: "POST",
      headers: {
        Accept: "application/graphql-response+json, application/json;q=0.9",
        "Content-Type": "application/json",
        ...(key === null ? {} : { "X-API-Key": key }),
        ...headers,
      },
      body: JSON.stringify(params),
    });
    return { status: response.status, key, answer: await response.json() };
  }

  async function fetcher(params, options) {
    for (;;) {
      const { status, key, answer } = await send(params, options?.headers ?? {});
      if (status !== 401) return answer;
      // Another request may have brought a key meanwhile.
      if (sessionStorage.getItem(KEY) !== key) continue;
      sessionStorage.removeItem(KEY);
      if (!(await askForKey(key === null ? "" : answer.errors[0].message))) return answer;
    }
  }

  // The first question needs the id of a chain: the photovoltaic one, else the first that the graph has.
  async function firstVariables() {
    try {
      const answer = await fetcher({ query: "{ chains { nodes { id name } } }" });
      const chains = answer.data.chains.nodes;
      const chain = chains.find(({ name }) => name.includes("光伏")) ?? chains[0];
      return JSON.stringify({ chain: chain.id }, null, 2);
    } catch {
      return undefined; // an empty graph: the page opens all the same
    }
  }

  async function open() {
    const address = new URLSearchParams(location.search);
    // Who was here before gets the tabs that GraphiQL kept; variables would be put beside a question that they do not belong to.
    const isFirstVisit = localStorage.getItem("graphiql:tabState") === null && !address.has("query");
    const variables = address.get("variables") ?? (isFirstVisit ? await firstVariables() : undefined);
    const element = React.createElement(GraphiQL, {
      fetcher,
      defaultQuery: DEFAULT_QUERY,
      query: address.get("query") ?? undefined,
      variables,
      defaultEditorToolsVisibility: "variables",
      shouldPersistHeaders: false,
    });
    ReactDOM.createRoot(document.getElementById("graphiql")).render(element);
  }

  open();
})();
