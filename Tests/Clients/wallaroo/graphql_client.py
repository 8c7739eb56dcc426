"""The schema as graphql-core builds it from introspection, in every form of that query, and the SDK's documents against
it."""
from pathlib import Path

import wallaroo.graphql
from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport
from graphql import build_client_schema, get_introspection_query, parse, print_schema, validate

from house import House

house = House()


def client(person, **options):
    transport = HTTPXTransport(url=f"{house.address}/v1/graphql", headers=house.headers(person), timeout=30)
    return Client(transport=transport, fetch_schema_from_transport=True, **options)


# All that clients may ask of a schema, and no more than the limit.
for extra in (False, True):
    query = get_introspection_query(descriptions=True, specified_by_url=extra, directive_is_repeatable=extra,
                                    schema_description=extra, input_value_deprecation=extra,
                                    experimental_directive_deprecation=extra, input_object_one_of=extra)
    schema = build_client_schema(client("john").execute(gql(query)))
    house.require("insert_workspace_one" in print_schema(schema), "the schema has its fields")

for name in ("WorkspaceById", "UserDefaultWorkspace", "CreateDefaultUserWorkspace", "DeleteWorkspaceUser"):
    text = (Path(wallaroo.graphql.__path__[0]) / f"{name}.graphql").read_text(encoding="utf-8")
    house.expect(validate(schema, parse(text)), [], f"{name} fits the schema")

john = client("john")
house.expect(john.execute(gql("query ($id: bigint!) { workspace_by_pk(id: $id) { name } }"), {"id": 999999}),
             {"workspace_by_pk": None}, "an unknown workspace")
house.raises(lambda: client("john", parse_results=True).execute(
    gql("mutation { delete_workspace_users(where: {}) { affected_rows } }")), TransportQueryError, "a condition of nothing")
bare = Client(transport=HTTPXTransport(url=f"{house.address}/v1/graphql", headers=house.headers("john")))
for document in ("{ nothing }", "{ workspace_by_pk { id } }", "subscription { workspace_by_pk(id: 1) { id } }"):
    house.raises(lambda document=document: bare.execute(gql(document)), TransportQueryError, document)
deep = "{ __schema { types { " + "fields { type { " * 12 + "name" + " } }" * 12 + " } } }"
house.raises(lambda: bare.execute(gql(deep)), TransportQueryError, "a deep document")
house.end()
