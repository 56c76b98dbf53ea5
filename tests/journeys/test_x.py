from tests.journeys import photos
import time
def test_go(house, merchant):
    up = merchant.upload(photos.garment(1), "上衣.jpg")
    print(up)
    t=time.time()
    task = merchant.batch(merchant.uploads([photos.garment(n) for n in range(10)]))
    print(merchant.balance)
    for s in merchant.watch(task): print(s['status'],s['batch_success'],[i['progress'] for i in s['batch_items']])
    print(merchant.balance, time.time()-t)
    print(merchant.archive(task).namelist())
    big=photos.garment(3,photos.LARGE); print(len(big))
    ids=merchant.uploads([photos.garment(n,photos.LARGE) for n in range(4)])
    for chosen in ({}, {"format":"WebP"}, {"format":"PNG"}):
        t=time.time(); x=merchant.wait(merchant.batch(ids,**chosen)); print(chosen,time.time()-t, x['batch_success'])
    with merchant.listening() as heard:
        merchant.batch(ids[:2])
        heard.until(lambda e: e["type"]=="task" and e["status"]=="completed")
    print(heard.events)
    print(house.log)
